// What the server allows, for the browser to say before it is asked. The schema says the same to the server; its
// library would weigh more here than the whole chat. limits.test.ts holds the two together.

export const MAX_MESSAGE_CHARACTERS = 4000;
export const MAX_FILE_BYTES = 32 * 1024 * 1024;
export const FILE_URL_MINUTES = 15;

/** As people count, and the server with them: an emoji is one. */
export function charactersIn(text: string): number {
  return [...text].length;
}

/** For the `accept` of a file input. Nothing here runs a script where it is shown. */
export const ACCEPTED_FILES =
  '.pdf,.png,.jpg,.jpeg,.gif,.webp,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.md,.markdown,.csv,.mp3,.wav,.ogg,.oga,.opus,.mp4,.webm,.m4a';
