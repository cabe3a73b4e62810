import { readFileSync } from 'node:fs';
import { execSync } from 'node:child_process';
import { connect } from '@bellwether/clickhouse';
import { rowsOf, READ_SETTINGS } from '../clickhouse/fact-store/statements.ts';
const pid=execSync("ps aux | grep -- '--port 28123' | grep -v grep | grep -v 'sh -c' | awk '{print $2}' | tail -1").toString().trim();
const cpu=()=>{const f=readFileSync(`/proc/${pid}/stat`,'utf8').split(') ')[1]!.split(' ');return (Number(f[11])+Number(f[12]))*10;};
export const client=connect({url:'http://127.0.0.1:28123/perf_store'});
export const t=async(n:string,sql:string,S:any={},k=8)=>{let e='';const run=async()=>{try{await rowsOf(client,sql,{...READ_SETTINGS,max_threads:1,...S});}catch(x:any){e=x.message.slice(0,250)}};await run();const c=cpu();const a=performance.now();for(let i=0;i<k;i++)await run();const w=(performance.now()-a)/k;console.log(n.padEnd(44),'cpu',((cpu()-c)/k).toFixed(0).padStart(4),'wall',w.toFixed(0).padStart(5),e);};
