/** Where the requests of a load go to, and what each of them says beside its payload and its signature. */
export interface Address {
  readonly protocol: 'invoke' | 'invoke-stream' | 'http';
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signing?: { readonly service: 'lambda'; readonly region: string };
}
