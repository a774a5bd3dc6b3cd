import EcommBase
import EcommData

enum SampleCommand {
  private static let rows = Option.integer(
    "rows", "N", "how large", in: 0...Sample.rowLimit, default: -1,
    defaultText: "as in Data/")
  private static let seed = Option.integer(
    "seed", "N", "another set of the same kind", in: 0...Int.max, default: Int(Sample.defaultSeed))

  static let command = Command(
    "sample", "realistic data of a shop whose truth is known",
    examples: [
      "sample orders > orders.xml", "sample sessions --rows 1000000 --output sessions.csv",
    ],
    inputs: Command.Inputs("NAME", 1...1, .choices(Sample.all.map(\.name))),
    options: [
      rows.declaration, seed.declaration, Shared.output.declaration, Shared.quiet.declaration,
    ],
    notes: Sample.all.map { "\($0.name): \($0.summary)" }
  ) { invocation in
    let set = try find(invocation.inputs[0])
    let count = invocation[rows] < 0 ? set.defaultRows : invocation[rows]
    let seed = UInt64(invocation[seed])
    try Results.stream(invocation) { write in
      try set.write(rows: count, seed: seed) { try write(Array($0)) }
    }
    return .done
  }

  private static func find(_ name: String) throws -> SampleSet {
    guard let set = Sample.named(name) else {
      let all = Sample.all.map(\.name)
      throw UsageError.unknown(name, kind: "sample", all: all)
    }
    return set
  }
}
