import EcommBase
import EcommTasks

/// A command line after parsing: what a command gets to work with.
public struct Invocation: Sendable {
  public let command: Command
  public let inputs: [String]
  public let console: Console
  let values: [String: any Sendable]
  /// Options as they were typed, in order, those of `--config` behind them.
  var typed = AskedOptions()
  /// Milliseconds since 1970.
  let started = Clock.milliseconds
  /// Behind the command, as they were typed.
  var words: [String] = []
  /// The model of `--config`.
  var config: ModelFile?

  public subscript<Value>(option: Option<Value>) -> Value {
    values[option.declaration.name] as? Value ?? option.defaultValue
  }

  /// The option's value, or an error that names the option.
  public func require<Value>(_ option: Option<Value?>) throws -> Value {
    guard let value = self[option] else {
      throw UsageError.missingOption(option.declaration.name, command: command.name)
    }
    return value
  }

  public func has(_ option: Option<some Sendable>) -> Bool {
    values[option.declaration.name] != nil
  }

  /// The names of those options that the command line has.
  func given(_ options: [OptionDeclaration]) -> [String] {
    options.map(\.name).filter { values[$0] != nil }
  }

  public var parallel: Parallel {
    let threads = self[Shared.threads]
    return Parallel(threads: threads > 0 ? threads : ThreadCount.available)
  }
}
