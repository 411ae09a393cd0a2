import type { Runtime, SnapStartApplyOn } from '@aws-sdk/client-lambda';
import { zip } from '../../../../emulator/harness.js';
import { script, scripts } from '../../script.js';
import { bareFunction, packageOf, recordBare, untilActive } from '../../stage/functions.js';
import { uniqueName } from '../../stage/stage.js';

const DOTNET_HANDLER = 'dotnet::Dotnet.Function::FunctionHandler';
const handlers: Readonly<Record<string, string>> = {
  java11: 'echo.Handler',
  java17: 'echo.Handler',
  java21: 'echo.Handler',
  java25: 'echo.Handler',
  'python3.12': 'handler.handler',
  'python3.13': 'handler.handler',
  dotnet8: DOTNET_HANDLER,
  dotnet10: DOTNET_HANDLER,
};
const lifecycles = Object.fromEntries(Object.entries(handlers).map(([name, Handler]) => [name, { name, Handler }]));

/** No runtime is started for these answers, so that of a Java or .NET package the name alone is needed. */
const anyPackage = () => zip({ 'handler.txt': 'never run' });

export const snapStartScripts = [
  ...scripts('TestLambdaSnapStart::test_snapstart_lifecycle', lifecycles, async (stage, { name, Handler }) => {
    const { lambda } = stage;
    const FunctionName = uniqueName('fn-');
    const Runtime = name as Runtime;
    const ZipFile = await (name.startsWith('python') ? packageOf('echo.py', 'handler.py') : anyPackage());
    const settings = { Runtime, Handler, MemorySize: 1024, Timeout: 5, Code: { ZipFile } };
    await recordBare(stage, 'create_function_response', FunctionName, settings);
    const { Version = '' } = await lambda.publishVersion({ FunctionName, Description: 'version1' });
    await untilActive(lambda, FunctionName, Version);
    await stage.record('get_function_response_latest', lambda.getFunction({ FunctionName }));
    const version = lambda.getFunction({ FunctionName: `${FunctionName}:${Version}` });
    await stage.record('get_function_response_version_1', version);
  }),
  script('TestLambdaSnapStart::test_snapstart_exceptions', async (stage) => {
    const SnapStart = { ApplyOn: 'invalidOption' as SnapStartApplyOn };
    const settings = { Handler: 'echo.Handler', Runtime: 'java21' as const, SnapStart };
    const create = stage.lambda.createFunction(await bareFunction(uniqueName('invalid-function-'), settings));
    await stage.record('create_function_invalid_snapstart_apply', create);
  }),
];
