import { memoryEngine } from '../../builders/memory-engine.ts';
import { engineContract } from './engine-contract.ts';

engineContract('in process', async () => memoryEngine());
