import EcommBase
import Testing

@testable import EcommData

@Suite struct XMLErrorTests {
  @Test(arguments: [
    (
      "<orders>\n<order>\n <id>1</id>\n",
      "test.xml:4:1: the document ends, but <order> is open since line 2. The file was probably cut off: fetch it again."
    ),
    ("<a>\n<b></c></a>", "test.xml:2:4: </c> closes nothing: <b> is open since line 2."),
    ("<a>\nżółw &</a>", "test.xml:2:7: '&' that begins no reference must be written &amp;."),
    ("<a>\n</a>\n<b/>", "test.xml:3:1: a second root element begins; a document has one."),
    ("<a/> x", "test.xml:1:6: there is text outside the root element."),
    ("<a x='1' x='2'/>", "test.xml:1:10: the attribute x stands twice in one tag."),
    ("<a>\n\u{0}</a>", "test.xml:2:1: the character U+00 is not allowed in XML."),
    ("", "test.xml:1:1: the file is empty."),
    ("<a>\n<g:b/></a>", "test.xml:2:1: the namespace prefix g is not declared."),
    (
      "<!DOCTYPE a [<!ENTITY e '<b>'>]>\n<a>&e;</a>",
      "test.xml:2:7: in the text of the entity &e;: the text of the entity &e; is not whole elements."
    ),
  ])
  func saysWhatAndWhere(document: String, expected: String) throws {
    #expect(try XMLDocuments.complaint(document) == expected)
  }

  @Test func saysWhichByteIsNotUTF8() throws {
    let complaint = try XMLDocuments.complaint(Array("<a>\n".utf8) + [0xB9] + Array("</a>".utf8))
    #expect(complaint?.hasPrefix("test.xml:2:1: byte 0xB9 is not UTF-8. If the file") == true)
  }

  @Test func faultsComeInTheOrderOfTheDocument() throws {
    let complaint = try XMLDocuments.complaint(Array("<a>&</a>".utf8) + [0, 0xFF])
    #expect(complaint?.contains("&amp;") == true)
  }

  @Test func binaryFilesAreNamed() throws {
    #expect(try XMLDocuments.complaint([0x1F, 0x8B, 8, 0, 0, 1])?.contains("binary") == true)
    #expect(
      try XMLDocuments.complaint([UInt8](repeating: 0, count: 99))?.contains("binary") == true)
  }

  // MARK: bounds

  @Test func deepNestingIsRefused() throws {
    let complaint = try XMLDocuments.complaint(String(repeating: "<a>", count: 1_000_000))
    #expect(complaint?.contains("nested more than 10000 deep") == true)
    let deep = String(repeating: "<a>", count: 9_999) + String(repeating: "</a>", count: 9_999)
    #expect(try XMLDocuments.complaint(deep) == nil)
  }

  @Test func aMillionAttributesAreRefused() throws {
    let attributes = (0..<1_000_000).map { " a\($0)=''" }.joined()
    #expect(try XMLDocuments.complaint("<a\(attributes)/>")?.contains("10000 attributes") == true)
  }

  @Test func aMillionNamesAreRefused() throws {
    let elements = (0..<200_000).map { "<a\($0)/>" }.joined()
    #expect(try XMLDocuments.complaint("<r>\(elements)</r>")?.contains("different names") == true)
  }

  @Test func longNamesAndTagsAreRefused() throws {
    let long = String(repeating: "a", count: 20_000)
    #expect(try XMLDocuments.complaint("<\(long)/>")?.contains("name is longer") == true)
    var options = XMLReadOptions()
    options.limits.tokenBytes = 1 << 20
    let tag = Array("<a b='".utf8) + [UInt8](repeating: 98, count: 3 << 20)
    #expect(
      try XMLDocuments.complaint(tag, options: options)?.contains("longer than 1048576") == true)
  }

  @Test func billionLaughsAreRefused() throws {
    let levels = (1...9).map {
      "<!ENTITY l\($0) '\(String(repeating: "&l\($0 - 1);", count: 10))'>"
    }
    let subset = "<!DOCTYPE a [<!ENTITY l0 'lol'>\(levels.joined())]>"
    #expect(
      try XMLDocuments.complaint(subset + "<a>&l9;</a>")?.contains("no honest document") == true)
    #expect(try XMLDocuments.complaint(subset + "<a b='&l9;'/>")?.contains("honest") == true)
    let empty = subset.replacing("lol", with: "")
    #expect(try XMLDocuments.complaint(empty + "<a>&l9;</a>")?.contains("honest") == true)
  }

  @Test func quadraticBlowupIsRefused() throws {
    let big = String(repeating: "x", count: 50_000)
    let document =
      "<!DOCTYPE a [<!ENTITY e '\(big)'>]><a>\(String(repeating: "&e;", count: 20_000))</a>"
    #expect(try XMLDocuments.complaint(document)?.contains("no honest document") == true)
  }

  @Test func deeplyNestedEntitiesAreRefused() throws {
    let levels = (1...100).map { "<!ENTITY l\($0) '&l\($0 - 1);'>" }.joined()
    let subset = "<!DOCTYPE a [<!ENTITY l0 'x'>\(levels)]>"
    #expect(try XMLDocuments.complaint(subset + "<a>&l100;</a>")?.contains("64 deep") == true)
    #expect(try XMLDocuments.complaint(subset + "<a b='&l100;'/>")?.contains("64 deep") == true)
    #expect(try XMLDocuments.complaint(subset + "<a b='&l50;'>&l50;</a>") == nil)
  }

  @Test func hugeValuesAreRefused() throws {
    var options = XMLReadOptions()
    options.limits.valueBytes = 1000
    let document = "<a><b><c>\(String(repeating: "x", count: 2000))</c></b></a>"
    #expect(throws: XMLError.self) { try XMLDocuments.read([document], options: options) }
  }
}
