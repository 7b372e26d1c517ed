/** A small app for work in the field: what the tests of sync and the simulator run on. */
export const crewApp: import('@fieldwork/metadata').Document[];
export const jobForm: import('@fieldwork/metadata').Form;
