// A mail server that delivers to nobody: it keeps every mail, for people to read on a web page and for tests to ask
// for as JSON. Its parts are in `mail/`.
import { createControl } from './control';
import { type Call, json, type Reply, startHttpServer } from './http-server';
import { type Inbox, type Mail, openInbox } from './mail/inbox';
import { attachmentReply, listPage, mailHtml, mailPage, notFoundPage } from './mail/pages';
import { startSmtp } from './mail/smtp';

export type MailOptions = {
  /** 0 for any free one */
  smtpPort: number;
  webPort: number;
  /** Where mails outlive a restart. */
  stateFile?: string;
};

export type MailStandIn = { url: string; smtpUrl: string; smtpPort: number; close: () => Promise<void> };

const HOST = '127.0.0.1';

export async function startMail({ smtpPort, webPort, stateFile }: MailOptions): Promise<MailStandIn> {
  const control = createControl({ onLeave: () => smtp.leave(), onReturn: () => smtp.comeBack() });
  const inbox = openInbox(stateFile);
  const smtp = await startSmtp({ host: HOST, port: smtpPort, inbox, control });
  const web = await startHttpServer({
    port: webPort,
    control,
    failure: (status) => json(status, { error: 'A fault that was ordered from the stand-in' }),
    answer: (call) => answerWeb(call, inbox),
  }).catch(async (error: unknown) => {
    await smtp.close();
    throw error;
  });
  return {
    url: web.url,
    smtpUrl: `smtp://${HOST}:${smtp.port}`,
    smtpPort: smtp.port,
    async close() {
      await smtp.close();
      await web.close();
      inbox.close();
    },
  };
}

function answerWeb(call: Call, inbox: Inbox): Reply {
  const filter = { to: call.query.get('to'), subject: call.query.get('subject') };
  const [, first, second, third, fourth] = call.path.split('/');
  const isApi = first === 'api' && second === 'mails';
  const mail = inbox.get((isApi ? third : second) ?? '');
  switch (`${call.method} ${shapeOf(call.path)}`) {
    case 'GET /':
      return listPage(inbox.list(filter), filter);
    case 'POST /clear':
      inbox.clear();
      return { status: 303, headers: { location: '/' } };
    case 'GET /mails/:id':
      return mail ? mailPage(mail) : notFoundPage();
    case 'GET /mails/:id/html':
      return mail ? mailHtml(mail) : notFoundPage();
    case 'GET /mails/:id/attachments/:index':
      return attachmentOf(mail, fourth);
    case 'GET /api/mails':
      return json(200, inbox.list(filter));
    case 'DELETE /api/mails':
      inbox.clear();
      return json(200, { ok: true });
    case 'GET /api/mails/:id':
      return mail ? json(200, mail) : json(404, { error: 'no such mail' });
    default:
      return notFoundPage();
  }
}

/** `/mails/12/attachments/0` → `/mails/:id/attachments/:index` */
function shapeOf(path: string): string {
  return path.replace(/\/attachments\/\d+$/, '/attachments/:index').replace(/\/mails\/\d+/, '/mails/:id');
}

function attachmentOf(mail: Mail | undefined, index: string | undefined): Reply {
  const attachment = mail?.attachments[Number(index)];
  return attachment ? attachmentReply(attachment) : notFoundPage();
}
