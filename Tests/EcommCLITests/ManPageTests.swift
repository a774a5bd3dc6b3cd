import Testing

@testable import EcommCLI

@Suite struct ManPageTests {
  @Test func everyCommandAndOptionIsThere() {
    let page = ManPage.text(Commands.all)
    for command in Commands.all {
      #expect(
        page.contains(".SS ecomml " + command.name.split(separator: "-").joined(separator: "\\-")))
    }
    let names = Set(Commands.all.flatMap { $0.options.map(\.name) })
    let missing = names.filter {
      !page.contains("\\-\\-" + $0.split(separator: "-").joined(separator: "\\-"))
    }
    #expect(missing.isEmpty)
  }

  /// A line that begins with a dot is a request; only those of the page itself may.
  @Test func noTextIsARequest() {
    let requests = [".TH", ".SH", ".SS", ".TP", ".B", ".PP", ".nf", ".fi"]
    let odd = ManPage.text(Commands.all).split(separator: "\n").filter { line in
      line.hasPrefix(".") && !requests.contains { line == $0 || line.hasPrefix($0 + " ") }
    }
    #expect(odd.isEmpty)
  }
}
