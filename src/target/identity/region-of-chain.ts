import { LambdaClient } from '@aws-sdk/client-lambda';
import { LOCAL_CREDENTIALS } from '../local-credentials.js';

/**
 * The region that the SDK's own chain finds, else that of `AWS_DEFAULT_REGION`: the `aws` command and boto3 go by it (AWS CLI
 * user guide, "Environment variables", aws-cli#735, both read 2026-11), the SDK for JavaScript by `AWS_REGION` and the profile
 * alone. Who has set it has a function there that the `aws` command finds.
 */
export async function regionOfChain(
  profile: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  // Only its region is asked for; credentials would be looked for elsewhere.
  const chain = new LambdaClient({
    credentials: LOCAL_CREDENTIALS,
    ...(profile === undefined ? {} : { profile }),
  });
  try {
    return await chain.config.region();
  } catch {
    return env.AWS_DEFAULT_REGION || undefined;
  } finally {
    chain.destroy();
  }
}
