// Peer of the bulk benchmark: a loop of js-yaml and easy-template-x in some processes.
//
//     node easy_template_bulk.mjs MODULES FOLDER OUTPUT TEMPLATE PROCESSES
//
// MODULES is a folder into which npm installed package.json. Each YAML file of FOLDER is filled into
// TEMPLATE as it is, nothing checked. The files are divided before the processes start.

import { fork } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, folder, output, template, processes, share] = process.argv.slice(2);

async function build(names) {
  const installed = createRequire(resolve(modules, "package.json"));
  const { TemplateHandler } = installed("easy-template-x");
  const { load } = installed("js-yaml");
  const handler = new TemplateHandler();
  const templateBytes = await readFile(template);
  for (const name of names) {
    const data = load(await readFile(join(folder, name), "utf8"));
    const document = await handler.process(templateBytes, data);
    await writeFile(join(output, `${basename(name, ".yaml")}.docx`), document);
  }
}

function buildInProcess(number) {
  const arguments_ = [modules, folder, output, template, processes, String(number)];
  const child = fork(fileURLToPath(import.meta.url), arguments_);
  return new Promise((settle, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) {
        settle();
      } else {
        reject(new Error(`process ${number} ended with ${code}`));
      }
    });
  });
}

const all = (await readdir(folder)).filter((name) => name.endsWith(".yaml")).sort();
const count = Number(processes);
await mkdir(output, { recursive: true });

if (share !== undefined) {
  await build(all.filter((_, position) => position % count === Number(share)));
} else if (count === 1) {
  await build(all);
} else {
  const numbers = Array.from({ length: count }, (_, number) => number);
  await Promise.all(numbers.map(buildInProcess));
}
