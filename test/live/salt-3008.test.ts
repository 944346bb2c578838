import {testMaster} from './suite.js';

testMaster('3008');
