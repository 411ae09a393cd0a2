import { JavaScriptDriver } from './drivers/javascript.js';
import { Suites } from './suites.js';

const suites = new Suites();
const driver = new JavaScriptDriver();

suites.through('the SDK for JavaScript', driver, 'js', '');
suites.covered([driver]);
