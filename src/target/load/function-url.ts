import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionUrlConfigCommand,
  GetFunctionUrlConfigCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda';
import type { UrlAuth } from '../../scenario/index.js';
import type { Connection } from '../connection.js';
import { TargetError } from '../error.js';
import { calling } from '../explain.js';
import type { Journal } from '../journal/index.js';
import type { Address } from './address.js';
import { isNamed } from './named-hosts.js';

/** Of a run, from its marker: exactly this alias is removed, nothing else. A function in a mix twice has two. */
export const aliasOf = (marker: string, number = 0): string =>
  `${marker.replaceAll(' ', '-')}${number === 0 ? '' : `-${number}`}`;

export interface RunUrlOptions {
  readonly functionName: string;
  readonly marker: string;
  readonly auth: UrlAuth;
  readonly number?: number;
  /** Where both are written down before they are made; without it they go with a function of the run's own. */
  readonly journal?: Journal | undefined;
}

/**
 * A function URL of the run's own, on an alias of the run's own. The alias moves from one memory size to the next, so
 * that the address stays; the function's own URL and aliases are not touched.
 */
export class RunUrl {
  #url: string | undefined;
  constructor(
    private readonly connection: Connection,
    private readonly options: RunUrlOptions,
  ) {}

  /** Has the URL lead to this version. It is made at the first call. */
  async leadTo(version: string): Promise<Address> {
    const url = await calling('making a function URL', () =>
      this.#url === undefined ? this.#make(version) : this.#move(this.#url, version),
    );
    this.#url = url;
    const { region } = this.connection;
    return {
      protocol: 'http',
      url,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      ...(this.options.auth === 'NONE' ? {} : { signing: { service: 'lambda', region } }),
    };
  }

  async #make(version: string): Promise<string> {
    const { control } = this.connection;
    const { functionName: FunctionName, marker, auth: AuthType, journal } = this.options;
    const alias = aliasOf(marker, this.options.number);
    const described = { Name: alias, FunctionVersion: version, Description: marker };
    journal?.before({ kind: 'alias', name: alias });
    await control.send(new CreateAliasCommand({ FunctionName, ...described }));
    const InvokeMode = await this.#usualMode();
    const made = { FunctionName, Qualifier: alias, AuthType, InvokeMode };
    journal?.before({ kind: 'function-url', alias });
    const { FunctionUrl = '' } = await control.send(new CreateFunctionUrlConfigCommand(made));
    if (!isNamed(FunctionUrl, this.connection)) throw foreign(FunctionUrl);
    if (AuthType === 'NONE') await this.#letEverybodyIn(alias);
    return FunctionUrl;
  }

  async #move(url: string, version: string): Promise<string> {
    const { functionName: FunctionName, marker, number } = this.options;
    const to = { FunctionName, Name: aliasOf(marker, number), FunctionVersion: version };
    await this.connection.control.send(new UpdateAliasCommand(to));
    return url;
  }

  /** As the function's own URL answers, where it has one. */
  async #usualMode(): Promise<'BUFFERED' | 'RESPONSE_STREAM'> {
    const FunctionName = this.options.functionName;
    const own = await this.connection.control
      .send(new GetFunctionUrlConfigCommand({ FunctionName }))
      .catch(() => undefined);
    return own?.InvokeMode ?? 'BUFFERED';
  }

  /** Both actions: since October 2025 AWS asks for lambda:InvokeFunction beside lambda:InvokeFunctionUrl. */
  async #letEverybodyIn(alias: string): Promise<void> {
    const { control } = this.connection;
    const whom = { FunctionName: this.options.functionName, Qualifier: alias, Principal: '*' };
    await control.send(
      new AddPermissionCommand({
        ...whom,
        StatementId: `${alias}-url`,
        Action: 'lambda:InvokeFunctionUrl',
        FunctionUrlAuthType: 'NONE',
      }),
    );
    await control.send(
      new AddPermissionCommand({
        ...whom,
        StatementId: `${alias}-invoke`,
        Action: 'lambda:InvokeFunction',
        InvokedViaFunctionUrl: true,
      }),
    );
  }
}

const foreign = (url: string): TargetError =>
  new TargetError(
    `the endpoint gives ${URL.canParse(url) ? new URL(url).host : 'no address'} as the function URL, a host that nobody has named`,
    'Kelvin sends load to named hosts alone: name the address itself with --via, if it is meant',
  );
