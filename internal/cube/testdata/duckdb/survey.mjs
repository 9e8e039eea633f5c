// Reads a survey file with DuckDB, in 2 threads and with declared types, and
// groups it as a Part does. Prints the seconds of the query alone (not those of
// starting Node) and sums by which the two readings are compared.
import { DuckDBInstance } from "@duckdb/node-api";

const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
const connection = await instance.connect();
await connection.run("SET preserve_insertion_order = false");
const nps = (from, to) => `count(*) FILTER (area_enps BETWEEN ${from} AND ${to})`;
const life = (from, to) => `count(*) FILTER (life_satisfaction BETWEEN ${from} AND ${to})`;
const started = performance.now();
await connection.run(`
  CREATE TABLE part AS
  SELECT period, organisation, area, sex, age, population,
         count(*) - count(area_enps) AS nps_missing, ${nps(0, 6)} AS detractors, ${nps(7, 8)} AS passives, ${nps(9, 10)} AS promoters,
         count(*) - count(life_satisfaction) AS life_missing, ${life(0, 4)} AS low, ${life(5, 6)} AS middle, ${life(7, 10)} AS high,
         sum(life_satisfaction) AS points, sum(life_satisfaction * life_satisfaction) AS squares
  FROM read_csv('${process.argv[2]}', header = true, columns = {
    period: 'VARCHAR', organisation: 'VARCHAR', area: 'VARCHAR', sex: 'VARCHAR', age: 'VARCHAR', population: 'VARCHAR',
    area_enps: 'INTEGER', life_satisfaction: 'INTEGER'})
  GROUP BY ALL`);
const seconds = (performance.now() - started) / 1000;
const result = await connection.runAndReadAll(
  "SELECT count(*)::INT AS groups, sum(promoters)::INT AS promoters, sum(points)::INT AS points FROM part");
console.log(JSON.stringify({ seconds, ...result.getRowObjects()[0] }));
