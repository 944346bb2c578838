import {testContract} from './salt-contract.js';
import {testMaster} from './suite.js';

testMaster('3007', testContract);
