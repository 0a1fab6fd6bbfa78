import type { Fuel } from '../engine/limits.ts';
import { display } from '../go/format.ts';
import { ExecError, type FuncMap, GoError, type GoFunc, type ParamType } from '../go/func.ts';
import { quote } from '../go/quote.ts';
import { elemType, GoMap, GoObject, int, isTrue, sortedKeys, typeName, type Value } from '../go/value.ts';
import { assign, canBeNil, literal, literalExpectation, typeText } from './arguments.ts';
import { type BranchHook, decide } from './branch-hook.ts';
import { MethodMap, MethodSlice } from './methods.ts';
import type { Namespace } from './namespace.ts';
import {
  type AnyNode,
  type ChainNode,
  type CommandNode,
  type ControlNode,
  type FieldNode,
  type IdentifierNode,
  type ListNode,
  type NumberNode,
  nodeText,
  type Operand,
  type PipeNode,
  type Statement,
  type TemplateNode,
  type VariableNode,
} from './nodes.ts';
import { placeOf, type Tree } from './parser.ts';
import type { Variable } from './variable.ts';

/** Stands for "no value comes down the pipe". */
const MISSING = Symbol('missing');
type Final = Value | typeof MISSING;

export interface Writer {
  text: string;
}

/** What all templates of one rendering share. */
export interface Program {
  readonly funcs: FuncMap;
  readonly fuel: Fuel;
  /** Methods of `chartutil.Values`. */
  readonly mapMethod?: (map: GoMap, name: string) => GoFunc | undefined;
  readonly branches?: BranchHook | undefined;
}

type Jump = 'break' | 'continue' | undefined;

/** Executes one template over its data; a nested `template` gets a new one. */
export class Exec {
  readonly program: Program;
  readonly namespace: Namespace;
  readonly depth: number;
  private readonly tree: Tree;
  private readonly writer: Writer;
  private readonly vars: Variable[];
  private node: AnyNode | undefined;
  /** Whether the value that was evaluated last has an interface as its static type. */
  private iface = false;
  private dotIface = false;

  constructor(
    program: Program,
    namespace: Namespace,
    tree: Tree,
    writer: Writer,
    data: Value,
    depth: number,
  ) {
    this.program = program;
    this.namespace = namespace;
    this.tree = tree;
    this.writer = writer;
    this.depth = depth;
    // A template that is given nil has no value at all, of which every field is nothing; a nil inside data is an error.
    this.vars = [{ name: '$', value: data ?? undefined, iface: false }];
    program.fuel.depth(depth);
  }

  run(): void {
    this.walkList(this.vars[0]?.value, this.tree.root);
  }

  /** Executes a template into text of its own. */
  static text(
    caller: Pick<Exec, 'program' | 'depth'>,
    namespace: Namespace,
    tree: Tree,
    data: Value,
  ): string {
    const writer: Writer = { text: '' };
    const exec = new Exec(caller.program, namespace, tree, writer, data, caller.depth + 1);
    exec.run();
    return writer.text;
  }

  private at(node: AnyNode): void {
    this.node = node;
  }

  private error(message: string): never {
    if (this.node === undefined) throw new ExecError(`template: ${this.tree.name}: ${message}`);
    const { location } = placeOf(this.tree, this.node);
    throw new ExecError(
      `template: ${location}: executing ${quote(this.tree.name)} at <${nodeText(this.node)}>: ${message}`,
    );
  }

  private write(text: string): void {
    this.program.fuel.write(text.length);
    this.writer.text += text;
  }

  private shown(value: Value): string {
    if (typeof value === 'object') this.program.fuel.tree(value);
    return display(value);
  }

  private walkList(dot: Value, list: ListNode): Jump {
    for (const node of list.nodes) {
      const jump = this.walk(dot, node);
      if (jump !== undefined) return jump;
    }
    return undefined;
  }

  private walk(dot: Value, node: Statement): Jump {
    this.program.fuel.step();
    this.at(node);
    switch (node.type) {
      case 'text':
        this.write(node.text);
        return undefined;
      case 'action': {
        const value = this.pipe(dot, node.pipe);
        if (node.pipe.decl.length === 0) {
          this.at(node);
          this.write(value === undefined ? '<no value>' : this.shown(value));
        }
        return undefined;
      }
      case 'if':
      case 'with':
        return this.walkCondition(dot, node);
      case 'range':
        return this.walkRange(dot, node);
      case 'template':
        this.walkTemplate(dot, node);
        return undefined;
      case 'break':
      case 'continue':
        return node.type;
    }
  }

  private walkCondition(dot: Value, node: ControlNode): Jump {
    const mark = this.vars.length;
    const value = this.pipe(dot, node.pipe);
    const taken = decide(this.program, this.tree, node, isTrue(value), this.namespace);
    const list = taken ? node.list : node.elseList;
    const inside = taken && node.type === 'with';
    const jump = list && (inside ? this.withDot(value, false, list) : this.walkList(dot, list));
    this.vars.length = mark;
    return jump;
  }

  private withDot(dot: Value, iface: boolean, list: ListNode): Jump {
    const before = this.dotIface;
    this.dotIface = iface;
    const jump = this.walkList(dot, list);
    this.dotIface = before;
    return jump;
  }

  private walkRange(dot: Value, node: ControlNode): Jump {
    const outer = this.vars.length;
    const value = this.pipe(dot, node.pipe);
    const mark = this.vars.length;
    let count = 0;
    const iteration = (index: Value, elem: Value, iface: boolean): Jump => {
      count++;
      const { decl } = node.pipe;
      if (decl.length > 0) this.setTop(1, elem, iface);
      if (decl.length > 1) this.setTop(2, index, false);
      const jump = this.withDot(elem, iface, node.list);
      this.vars.length = mark;
      return jump;
    };
    if (Array.isArray(value)) {
      const iface = elemType(value) === 'interface {}';
      for (let i = 0; i < value.length; i++) {
        if (iteration(int(i), iface && value[i] === undefined ? null : value[i], iface) === 'break') break;
      }
    } else if (value instanceof GoMap) {
      const iface = !value.goType.endsWith(']string');
      this.program.fuel.step(value.size >> 1);
      for (const key of sortedKeys(value)) if (iteration(key, value.get(key), iface) === 'break') break;
    } else if (value !== undefined && value !== null) {
      this.error(`range can't iterate over ${display(value)}`);
    }
    decide(this.program, this.tree, node, count > 0, this.namespace);
    const jump = count === 0 && node.elseList ? this.walkList(dot, node.elseList) : undefined;
    this.vars.length = outer;
    return jump;
  }

  private setTop(n: number, value: Value, iface: boolean): void {
    const variable = this.vars[this.vars.length - n];
    if (variable === undefined) return;
    variable.value = value;
    variable.iface = iface;
  }

  private walkTemplate(dot: Value, node: TemplateNode): void {
    const tree = this.namespace.get(node.name);
    if (tree === undefined) this.error(`template ${quote(node.name)} not defined`);
    const data = node.pipe === undefined ? undefined : this.pipe(dot, node.pipe);
    new Exec(this.program, this.namespace, tree, this.writer, data, this.depth + 1).run();
  }

  // Pipelines

  private pipe(dot: Value, pipe: PipeNode): Value {
    this.at(pipe);
    let value: Final = MISSING;
    for (const cmd of pipe.cmds) {
      value = this.command(dot, cmd, value);
      // An interface is looked into: nil becomes no value at all.
      if (value === null) value = undefined;
    }
    const result = value === MISSING ? undefined : value;
    for (const variable of pipe.decl) {
      const name = variable.ident[0] ?? '';
      if (pipe.isAssign) this.setVar(name, result);
      else this.vars.push({ name, value: result, iface: false });
    }
    this.iface = false;
    return result;
  }

  private findVar(name: string): Variable {
    for (let i = this.vars.length - 1; i >= 0; i--) {
      const variable = this.vars[i];
      if (variable?.name === name) return variable;
    }
    return this.error(`undefined variable: ${name}`);
  }

  private setVar(name: string, value: Value): void {
    const variable = this.findVar(name);
    variable.value = value;
    variable.iface = false;
  }

  private command(dot: Value, cmd: CommandNode, final: Final): Value {
    const first = cmd.args[0] as Operand;
    switch (first.type) {
      case 'field':
        return this.field(dot, first, cmd.args, final);
      case 'chain':
        return this.chain(dot, first, cmd.args, final);
      case 'identifier':
        return this.call(dot, this.function(first), cmd, first.ident, cmd.args, final);
      case 'pipe':
        this.notAFunction(cmd.args, final);
        return this.pipe(dot, first);
      case 'variable':
        return this.variable(dot, first, cmd.args, final);
    }
    this.at(first);
    this.notAFunction(cmd.args, final);
    switch (first.type) {
      case 'bool':
        this.iface = false;
        return first.value;
      case 'dot':
        this.iface = this.dotIface;
        return dot;
      case 'nil':
        return this.error('nil is not a command');
      case 'number':
        return this.constant(first);
      case 'string':
        this.iface = false;
        return first.text;
    }
  }

  private notAFunction(args: readonly Operand[], final: Final): void {
    const [first] = args;
    if ((args.length > 1 || final !== MISSING) && first !== undefined) {
      this.error(`can't give argument to non-function ${nodeText(first)}`);
    }
  }

  private constant(node: NumberNode): Value {
    this.at(node);
    this.iface = false;
    const { text } = node;
    const isChar = text.startsWith("'");
    const isHex = /^0[xX]/.test(text) && !/[pP]/.test(text);
    if (node.float !== undefined && !isHex && !isChar && /[.eEpP]/.test(text)) return node.float;
    if (node.int !== undefined) return int(node.int);
    return this.error(`${text} overflows int`);
  }

  private field(dot: Value, node: FieldNode, args: readonly Operand[], final: Final): Value {
    this.at(node);
    this.iface = this.dotIface;
    return this.fieldChain(dot, dot, node, node.ident, args, final);
  }

  private chain(dot: Value, node: ChainNode, args: readonly Operand[], final: Final): Value {
    this.at(node);
    if (node.node.type === 'nil') this.error(`indirection through explicit nil in ${nodeText(node)}`);
    const receiver = this.argument(dot, undefined, node.node);
    return this.fieldChain(dot, receiver, node, node.field, args, final);
  }

  private variable(dot: Value, node: VariableNode, args: readonly Operand[], final: Final): Value {
    this.at(node);
    const variable = this.findVar(node.ident[0] ?? '');
    this.iface = variable.iface;
    if (node.ident.length === 1) {
      this.notAFunction(args, final);
      return variable.value;
    }
    return this.fieldChain(dot, variable.value, node, node.ident.slice(1), args, final);
  }

  private fieldChain(
    dot: Value,
    start: Value,
    node: Operand,
    idents: readonly string[],
    args: readonly Operand[],
    final: Final,
  ): Value {
    let receiver = start;
    const last = idents.length - 1;
    for (let i = 0; i < last; i++) receiver = this.member(dot, idents[i] ?? '', node, [], MISSING, receiver);
    return this.member(dot, idents[last] ?? '', node, args, final, receiver);
  }

  private member(
    dot: Value,
    name: string,
    node: Operand,
    args: readonly Operand[],
    final: Final,
    receiver: Value,
  ): Value {
    if (receiver === undefined) return undefined;
    if (receiver === null) return this.error(`nil pointer evaluating interface {}.${name}`);
    const { iface } = this;
    const method = this.findMethod(receiver, name);
    if (method !== undefined) return this.call(dot, method, node, name, args, final);
    const hasArgs = args.length > 1 || final !== MISSING;
    if (receiver instanceof GoMap) {
      if (hasArgs) this.error(`${name} is not a method but has arguments`);
      const strings = receiver.goType.endsWith(']string');
      this.iface = !strings;
      const value = receiver.get(name);
      return value === undefined ? receiver.zero() : value;
    }
    if (receiver instanceof GoObject) {
      const found = receiver.field(name);
      if (found !== undefined) {
        if (hasArgs) this.error(`${name} has arguments but cannot be invoked as function`);
        this.iface = found.iface === true;
        return found.value;
      }
    }
    return this.error(`can't evaluate field ${name} in type ${iface ? 'interface {}' : typeName(receiver)}`);
  }

  private findMethod(receiver: Value, name: string): GoFunc | undefined {
    if (receiver instanceof MethodMap || receiver instanceof MethodSlice) return receiver.method(name);
    if (receiver instanceof GoObject) return receiver.method(name);
    if (receiver instanceof GoMap && receiver.goType === 'chartutil.Values') {
      return this.program.mapMethod?.(receiver, name);
    }
    return undefined;
  }

  // Calls

  private function(node: IdentifierNode): GoFunc {
    this.at(node);
    const { funcs } = this.program;
    const found = Object.hasOwn(funcs, node.ident) ? funcs[node.ident] : undefined;
    return found ?? this.error(`${quote(node.ident)} is not a defined function`);
  }

  private call(
    dot: Value,
    func: GoFunc,
    node: AnyNode,
    name: string,
    allArgs: readonly Operand[],
    final: Final,
  ): Value {
    this.program.fuel.step();
    this.countArgs(func, name, allArgs, final);
    if (name === 'and' || name === 'or') return this.shortCircuit(dot, name, allArgs, final);
    // Few locals here and no helper between this and the function: includes nest a thousand times.
    const values = this.evalArgs(dot, func, allArgs, final);
    try {
      return this.made(func.call(values, this));
    } catch (error) {
      return this.callFailed(error, node, name);
    }
  }

  private made(result: Value): Value {
    if (typeof result === 'string') this.program.fuel.string(result.length);
    this.iface = result === null;
    return result;
  }

  private callFailed(error: unknown, node: AnyNode, name: string): never {
    if (!(error instanceof GoError)) throw error;
    this.at(node);
    return this.error(`error calling ${name}: ${error.message}`);
  }

  private countArgs(func: GoFunc, name: string, allArgs: readonly Operand[], final: Final): void {
    const given = allArgs.length > 0 ? allArgs.length - 1 : 0;
    const total = given + (final === MISSING ? 0 : 1);
    const { params, variadic } = func;
    if (variadic !== undefined) {
      if (total < params.length) {
        this.error(`wrong number of args for ${name}: want at least ${params.length} got ${given}`);
      }
    } else if (total !== params.length) {
      this.error(`wrong number of args for ${name}: want ${params.length} got ${total}`);
    }
  }

  private evalArgs(dot: Value, func: GoFunc, allArgs: readonly Operand[], final: Final): Value[] {
    const { params, variadic } = func;
    const given = allArgs.length > 0 ? allArgs.length - 1 : 0;
    const values: Value[] = new Array(given + (final === MISSING ? 0 : 1));
    for (let i = 0; i < given; i++)
      values[i] = this.argument(dot, params[i] ?? variadic ?? 'any', allArgs[i + 1] as Operand);
    if (final !== MISSING) values[given] = this.validate(final, params[given] ?? variadic ?? 'any');
    this.program.fuel.given(values);
    return values;
  }

  private shortCircuit(dot: Value, name: 'and' | 'or', args: readonly Operand[], final: Final): Value {
    let value: Value;
    for (let i = 1; i < args.length; i++) {
      value = this.argument(dot, 'reflect', args[i] as Operand);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return final === MISSING ? value : final;
  }

  private validate(value: Value, type: ParamType | undefined): Value {
    if (type === undefined || type === 'reflect') return value;
    if (value === undefined) {
      if (canBeNil(type)) return type === 'any' ? null : undefined;
      return this.error(`invalid value; expected ${typeText(type)}`);
    }
    if (assign(value, type)) return value;
    const got = value === null ? 'interface {}' : typeName(value);
    return this.error(`wrong type for value; expected ${typeText(type)}; got ${got}`);
  }

  private argument(dot: Value, type: ParamType | undefined, node: Operand): Value {
    this.at(node);
    switch (node.type) {
      case 'dot':
        this.iface = this.dotIface;
        return this.validate(dot, type);
      case 'nil':
        if (type === undefined || canBeNil(type))
          return type === 'any' || type === undefined ? null : undefined;
        return this.error(`cannot assign nil to ${typeText(type)}`);
      case 'field':
        return this.validate(this.field(dot, node, [node], MISSING), type);
      case 'variable':
        return this.validate(this.variable(dot, node, [], MISSING), type);
      case 'pipe':
        return this.validate(this.pipe(dot, node), type);
      case 'identifier':
        return this.validate(this.call(dot, this.function(node), node, node.ident, [], MISSING), type);
      case 'chain':
        return this.validate(this.chain(dot, node, [], MISSING), type);
    }
    this.iface = false;
    if (type === undefined || type === 'any' || type === 'reflect') {
      if (node.type === 'number') return this.constant(node);
      return node.type === 'bool' ? node.value : node.text;
    }
    const value = literal(node, type);
    if (value !== undefined) return value.value;
    return this.error(literalExpectation(type, node));
  }
}
