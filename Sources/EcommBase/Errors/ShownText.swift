extension String {
  /// With control characters as `\u{1B}`: what stands in a file must not steer a terminal.
  public var showingControls: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isControl {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Unicode.Scalar {
  /// All of C0 and C1 but the line feed and the tab, which only move.
  fileprivate var isControl: Bool {
    switch value {
    case 9, 10: false
    case 0..<32, 127..<160: true
    default: false
    }
  }
}
