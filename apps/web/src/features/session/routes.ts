export { InvitationPage } from './components/invitation-page.js';
export { SignInPage } from './components/sign-in-page.js';
