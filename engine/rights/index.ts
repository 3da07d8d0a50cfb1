export {
  type Accounts,
  type AccountView,
  firstAdministrator,
  type NewAccount,
  openAccounts,
  rotationDue,
} from './accounts.ts';
export { type Authority, authorityOf, demandRunning, ownApproval, resume, stop } from './authority.ts';
export { type Cases, expose, openCaseOf, openCases } from './cases.ts';
export { type Client, type Clients, type NewClient, openClients } from './clients.ts';
export { type ClockCorrection, correctClock } from './clock.ts';
export { type Deployment, demandAuthority, demandInTime, readDeployment } from './deployment.ts';
export { type Taking, takeOut } from './exports.ts';
export { actsOf, demandRight, mayAct, type Right, rights } from './rights.ts';
export { openSessions, type Sessions } from './sessions.ts';
export { accountTable, clientTable, rightsTables } from './tables.ts';
export {
  type CaseFile,
  type Principal,
  type StaffRole,
  staffRoles,
  type Unit,
  type UnitKind,
  unitKinds,
} from './types.ts';
export { putUnit, unitsOf } from './units.ts';
