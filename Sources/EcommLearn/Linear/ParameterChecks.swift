/// Checks that settings of several linear learners share.
enum ParameterChecks {
  static func share(_ name: String, _ value: Double) throws(LinearError) {
    guard (0...1).contains(value) else {
      throw .badParameter(name: name, expected: "from 0 to 1")
    }
  }

  static func stopping(_ tolerance: Double, _ iterations: Int) throws(LinearError) {
    guard tolerance > 0, tolerance < 1 else {
      throw .badParameter(name: "tolerance", expected: "between 0 and 1")
    }
    guard (1...10_000_000).contains(iterations) else {
      throw .badParameter(name: "maximumIterations", expected: "from 1 to 10,000,000")
    }
  }
}
