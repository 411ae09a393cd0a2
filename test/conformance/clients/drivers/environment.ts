import { credentials } from './driver.js';

/**
 * The variables of a client that is a process of its own: nothing of what the user has configured for AWS, and no proxy
 * between it and the emulator.
 */
export function clientEnvironment(configFile = '/dev/null'): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_') && !name.startsWith('BOTO_'));
  return {
    ...Object.fromEntries(own),
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
    NO_PROXY: '127.0.0.1,localhost',
    PYTHONUTF8: '1',
    PYTHONWARNINGS: 'ignore',
  };
}
