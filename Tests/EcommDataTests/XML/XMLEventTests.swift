import Testing

@testable import EcommData

@Suite struct XMLEventTests {
  @Test(arguments: [
    ("<a x='1'>t<b/></a>", "<a x=1>t<b></b></a>"),
    ("<a>1\r\n2\r3&#13;</a>", "<a>1\n2\n3\r</a>"),
    ("<a>&lt;&#x141;&amp;<![CDATA[<&amp;\r\n]]]]>&gt;</a>", "<a><Ł&<&amp;\n]]></a>"),
    ("<a b='1\n2\t3\r\n4&#10;5&lt;'/>", "<a b=1 2 3 4\n5<></a>"),
    (
      "<!DOCTYPE a [<!ENTITY e 'x<b>&f;</b>'><!ENTITY f 'y&#38;amp;'>]><a c='&f;'>&e;</a>",
      "<a c=y&>x<b>y&</b></a>"
    ),
    (
      "<!DOCTYPE a [<!ATTLIST a b NMTOKENS ' 1  2 ' c CDATA ' d '><!ATTLIST a b CDATA 'z'>]><a/>",
      "<a b=1 2 c= d ></a>"
    ),
    ("<!DOCTYPE a [<!ATTLIST a b ID #IMPLIED>]><a b='  x&#32;  y '/>", "<a b=x y></a>"),
    ("<!DOCTYPE a [<!ENTITY e '1'><!ENTITY e '2'>]><a>&e;</a>", "<a>1</a>"),
    ("<!DOCTYPE a [<!ENTITY e '1\r\n2'>]><a b='&e;'>&e;</a>", "<a b=1 2>1\n2</a>"),
    ("<!DOCTYPE a [<!ENTITY % p \"<!ENTITY e '%q;'>\">]><a/>", nil),
    ("<!DOCTYPE a [<!ENTITY % p \"<!ATTLIST a b CDATA 'c'>\">%p;]><a/>", "<a b=c></a>"),
    ("<!DOCTYPE a [%unread;<!ATTLIST a b CDATA 'c'>]><a/>", "<a></a>"),
  ])
  func eventsOf(document: String, expected: String?) throws {
    #expect((try? XMLDocuments.events(document)) == expected)
  }

  @Test func textInOtherFilesIsRefusedWhereAllTextIsNeeded() throws {
    let document = "<!DOCTYPE a [<!ENTITY e SYSTEM 'f'>]><a>1&e;2</a>"
    #expect(try XMLDocuments.events(document, needsAllText: false) == "<a>12</a>")
    #expect(throws: XMLError.self) { try XMLDocuments.events(document) }
  }

  /// Tokens of every kind across the edge of the window, at every place of them.
  @Test func theEdgeOfTheWindowDoesNotShow() throws {
    let tail = "ł&amp;]]<b c='d&lt;ó'/>\r\n<!--x--><![CDATA[y]]]]><?p q?></é >"
    let expected = "ł&]]<b c=d<ó></b>\ny]]</é>"
    for shift in 0..<tail.utf8.count + 4 {
      let fill = String(repeating: "x", count: XMLParser.windowBytes - 4 - shift)
      let events = try XMLDocuments.events("<é>" + fill + tail)
      #expect(events == "<é>" + fill + expected, "\(shift)")
    }
  }

  @Test func aTagMayBeLongerThanTheWindow() throws {
    let long = String(repeating: "ż ", count: XMLParser.windowBytes)
    let document = "<a b='\(long)' c='1'><!--\(long)-->\(long)<?p \(long)?></a>"
    #expect(try XMLDocuments.events(document) == "<a b=\(long) c=1>\(long)</a>")
  }

  @Test func aDoctypeMayBeLongerThanTheWindow() throws {
    let long = String(repeating: "<!ENTITY e 'ż'>\n", count: XMLParser.windowBytes / 8)
    #expect(try XMLDocuments.events("<!DOCTYPE a [\(long)]><a>&e;</a>") == "<a>ż</a>")
  }
}
