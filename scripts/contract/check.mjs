// Holds what `edgeagent contract --out DIR` wrote against tools that are not the agent's: AsyncAPI's parser, and Ajv for schemas and examples.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Parser } from '@asyncapi/parser'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

const [directory] = process.argv.slice(2)
const read = name => JSON.parse(readFileSync(join(directory, name), 'utf8'))
const wrong = []

const { diagnostics } = await new Parser().parse(readFileSync(join(directory, 'asyncapi.json'), 'utf8'))
for (const { severity, path, message } of diagnostics.filter(found => found.severity === 0)) {
  wrong.push(`asyncapi.json: ${path.join('/')}: ${message}`)
}

const ajv = addFormats.default(new Ajv({ strict: true, allErrors: true }))
ajv.addKeyword('x-privacy')
ajv.addFormat('binary', true)
for (const file of readdirSync(join(directory, 'schemas'))) {
  ajv.addSchema(read(`schemas/${file}`), file)
  ajv.getSchema(file)
}
for (const file of readdirSync(join(directory, 'examples'))) {
  // {type}.payload.json is what was signed.
  const name = file.replace('.payload.json', '.json')
  const validate = name === file ? ajv.getSchema(file) : ajv.compile(read(`schemas/${name}`).properties.payload.contentSchema)
  if (!validate(read(`examples/${file}`))) wrong.push(`${file}: ${ajv.errorsText(validate.errors)}`)
}

wrong.forEach(line => console.error(line))
process.exit(wrong.length > 0 ? 1 : 0)
