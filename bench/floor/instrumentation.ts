// Of its own, and empty: Next would otherwise take the app's from the folder above.
export function register(): void {}
