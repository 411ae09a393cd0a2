import { modelOf } from '../../../src/emulator/api/models.js';
import { isEmulated } from '../../../src/emulator/http/operation-table.js';
import type { Api } from './drivers/driver.js';
import { familyOf } from './family.js';
import { type ClientName, type Ledger, nameOf } from './ledger.js';
import type { Scenario } from './scenario.js';

/** Operations that a client does not have, whatever its version. */
const NOT_OF: Readonly<Record<ClientName, readonly string[]>> = {
  JavaScript: [],
  boto3: [],
  aws: ['lambda.InvokeWithResponseStream'],
};

const APIS: readonly Api[] = ['lambda', 'logs'];

/** Invoke has a way of its own beside the table of operations. */
const emulated: readonly string[] = APIS.flatMap((api) =>
  Object.keys(modelOf(api).operations)
    .filter((operation) => isEmulated(api, operation) || operation === 'Invoke')
    .map((operation) => nameOf({ api, operation })),
);

/** What a client is to ask for of each: the aws command is a process for every call, so it is sampled. */
const COVERED_BY: Readonly<Record<ClientName, (operation: string) => string>> = {
  JavaScript: (operation) => operation,
  boto3: (operation) => operation,
  aws: familyOf,
};

/** Operations that the emulator says it has and that no step has asked for, nor for their family where that is enough. */
export function uncovered(ledger: Ledger, client: ClientName, scenarios: readonly Scenario[]): string[] {
  const coverOf = COVERED_BY[client];
  const covered = new Set([...ledger.operationsOf(client)].map(coverOf));
  const left = new Set(scenarios.filter(({ without }) => without?.[client] !== undefined).map(({ name }) => name));
  const leftOut = new Set(ledger.entries.filter(({ scenario }) => left.has(scenario)).map(nameOf));
  return emulated
    .filter((name) => !leftOut.has(name))
    .filter((name) => !covered.has(coverOf(name)) && !NOT_OF[client].includes(name))
    .filter((name) => !ledger.unknown.has(`${client} ${name}`));
}

const WIDTH = 28;

/** A line a scenario: how many operations, answers and refusals through each client. */
export function coverageTable(
  ledger: Ledger,
  clients: readonly ClientName[],
  scenarios: readonly Scenario[],
): string[] {
  const rows = scenarios.map(({ name }) =>
    row(
      name,
      clients.map((client) => cell(ledger, client, name)),
    ),
  );
  return [
    row('operations answers refusals', clients),
    ...rows,
    row(
      'together',
      clients.map((client) => cell(ledger, client)),
    ),
    ...APIS.map((api) =>
      row(
        `operations of ${api}`,
        clients.map((client) => share(ledger, client, api)),
      ),
    ),
    ...clients.flatMap((client) => notAsked(ledger, client)),
  ];
}

function notAsked(ledger: Ledger, client: ClientName): string[] {
  const asked = ledger.operationsOf(client);
  const missing = emulated.filter((name) => !asked.has(name) && ledger.unknown.has(`${client} ${name}`));
  return missing.length === 0 ? [] : [`the installed ${client} has no ${missing.join(', ')}`];
}

const row = (title: string, cells: readonly string[]): string =>
  `${title.padEnd(WIDTH)}${cells.map((it) => it.padStart(18)).join('')}`;

function cell(ledger: Ledger, client: ClientName, scenario?: string): string {
  const own = ledger.entries.filter((it) => it.client === client && (scenario ?? it.scenario) === it.scenario);
  const [operations, answers] = [new Set(own.map(nameOf)).size, own.filter(({ kind }) => kind === 'answers').length];
  return [operations, answers, own.length - answers].map((it) => String(it).padStart(5)).join('');
}

function share(ledger: Ledger, client: ClientName, api: Api): string {
  const all = emulated.filter((name) => name.startsWith(`${api}.`));
  const covered = ledger.operationsOf(client);
  return `${all.filter((name) => covered.has(name)).length} of ${all.length}`;
}
