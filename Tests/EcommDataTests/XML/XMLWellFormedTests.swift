import EcommBase
import Testing

@testable import EcommData

/// Documents that must be read, and documents that must not.
@Suite struct XMLWellFormedTests {
  @Test(arguments: [
    "<a/>", "<a></a>", "<a />", "<a></a >", "\n<a/>\n", "<?xml version='1.0'?><a/>",
    "<?xml version=\"1.1\" encoding='UTF-8' standalone = \"no\" ?><a/>", "<a b='1' c=\"2\"/>",
    "<a b='\"' c=\"'>\"/>", "<a b=''\n\tc = ''/>", "<a>]] > ]></a>", "<a>&lt;&#60;&#x3C;&apos;</a>",
    "<a><![CDATA[<&]]]]></a>", "<a><![CDATA[]]></a>", "<!----><a/><!-- - -->", "<?pi?><a/><?p x?>",
    "<?xmlx y?><a/>", "<_:a xmlns:_='u'/>", "<a:b xmlns:a='u' a:c='' c=''/>", "<łódź ŚĆ=''/>",
    "<a·/>", "<a>\u{10FFFF}\u{FFFD}\u{85}</a>", "<a xml:lang='pl'/>",
    "<a xmlns='u'><b xmlns=''/></a>",
    "<!DOCTYPE a><a/>", "<!DOCTYPE a []><a/>", "<!DOCTYPE a SYSTEM 'b'><a>&c;</a>",
    "<!DOCTYPE a PUBLIC '-//x' \"y\" [ ] ><a/>", "<!DOCTYPE a [<!ENTITY b '<c/>'>]><a>&b;</a>",
    "<!DOCTYPE a [<!ENTITY b '&#60;c/>'>]><a>&b;</a>",
    "<!DOCTYPE a [<!ENTITY lt '&#38;#60;'>]><a>&lt;</a>",
    "<!DOCTYPE a [<!ENTITY % p '<!ENTITY b \"\">'>%p;]><a>&b;</a>", "<!DOCTYPE a [%p;]><a>&b;</a>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]><a>&b;</a>", "<!DOCTYPE a [<!ENTITY b '&b;'>]><a/>",
    "<!DOCTYPE a [<!ELEMENT a (b,(c|d)*,e?)+><!ELEMENT b (#PCDATA|c)*><!ELEMENT c ANY>]><a/>",
    "<!DOCTYPE a [<!ELEMENT a (#PCDATA)><!ELEMENT b EMPTY><!NOTATION n PUBLIC 'x'>]><a/>",
    "<!DOCTYPE a [<!ATTLIST a b CDATA #IMPLIED c (1|2) '1' d NOTATION (n) #REQUIRED>]><a/>",
    "<!DOCTYPE a [<!ATTLIST a><!ENTITY u SYSTEM 'f' NDATA n><!-- x --><?p?>]><a/>",
  ])
  func isRead(document: String) throws {
    #expect(try XMLDocuments.complaint(document) == nil)
  }

  @Test(arguments: [
    "", " ", "text", "<", "<a", "<a>", "</a>", "<a/", "<a></b>", "<a><b></a></b>", "<a/><b/>",
    "<a/>x",
    "x<a/>", "<a/>&amp;", "<1a/>", "<-a/>", "< a/>", "<a b/>", "<a b=1/>", "<a b='1'c='2'/>",
    "<a b='1/>",
    "<a b='<'/>", "<a b='1' b='2'/>", "<a b='&'/>", "<a/ >", "<a></a b=''>", "<a>&</a>",
    "<a>& b</a>",
    "<a>&b</a>", "<a>&b;</a>", "<a>&#;</a>", "<a>&#x;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>",
    "<a>&#x110000;</a>", "<a>&#99999999999;</a>", "<a>]]></a>", "<a><![CDATA[</a>",
    "<a><![cdata[]]></a>",
    "<![CDATA[]]><a/>", "<!-- -- --><a/>", "<!-- --->\n<a/>", "<a><!-- </a>", "<?xml?><a/>",
    " <?xml version='1.0'?><a/>", "<?xml version='2.0'?><a/>", "<?xml encoding='utf-8'?><a/>",
    "<?xml version='1.0' standalone='yes' encoding='utf-8'?><a/>", "<?xml version='1.0'?",
    "<?xml version='1.0' encoding='é'?><a/>", "<?XML version='1.0'?><a/>",
    "<a><?xml version='1.0'?></a>",
    "<?p", "<??><a/>", "<a>\u{1}</a>", "<a>\u{FFFE}</a>", "<a\u{D7}/>", "<a b='\u{0}'/>",
    "<!DOCTYPE><a/>", "<!DOCTYPE a><!DOCTYPE a><a/>", "<a/><!DOCTYPE a>", "<a><!DOCTYPE a></a>",
    "<!DOCTYPE a [<!ENTITY b '&b;'>]><a>&b;</a>", "<!DOCTYPE a [<!ENTITY b '<c>'>]><a>&b;</a>",
    "<!DOCTYPE a [<!ENTITY b '</a><a>'>]><a>&b;</a>", "<!DOCTYPE a [<!ENTITY b '<'>]><a c='&b;'/>",
    "<!DOCTYPE a [<!ENTITY b '&#38;'>]><a>&b;</a>", "<!DOCTYPE a [<!ENTITY b '%p;'>]><a/>",
    "<!DOCTYPE a [<!ENTITY % b '<!ENTITY'>%b; c 'd'>]><a/>",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]><a d='&b;'/>",
    "<!DOCTYPE a [<!ENTITY u SYSTEM 'f' NDATA n>]><a>&u;</a>",
    "<!DOCTYPE a [<!ENTITY % u SYSTEM 'f' NDATA n>]><a/>",
    "<!DOCTYPE a [<!ELEMENT a (b,c|d)>]><a/>", "<!DOCTYPE a [<!ELEMENT a ()>]><a/>",
    "<!DOCTYPE a [<!ELEMENT a (#PCDATA|b)>]><a/>",
    "<!DOCTYPE a [<!ATTLIST a b CDATA>]><a/>", "<!DOCTYPE a [<!ATTLIST a b CDATA '<'>]><a/>",
    "<!DOCTYPE a [<!ATTLIST a b CDATA '&c;'><!ENTITY c ''>]><a/>",
    "<!DOCTYPE a [<![INCLUDE[]]>]><a/>",
    "<!DOCTYPE a PUBLIC 'ł' 'b'><a/>", "<!DOCTYPE a PUBLIC 'b'><a/>", "<!DOCTYPE a [<a/>]><a/>",
    "<!DOCTYPE a [",
    "<?xml version='1.0' standalone='yes'?><!DOCTYPE a SYSTEM 'b'><a>&c;</a>",
    "<a:b/>", "<a b:c=''/>", "<a xmlns:b=''/>", "<:a/>", "<a:/>", "<a:1 xmlns:a='u'/>",
    "<a:b:c xmlns:a='u'/>",
    "<a xmlns:xml='u'/>", "<a xmlns:xmlns='u'/>", "<a xmlns:b='http://www.w3.org/2000/xmlns/'/>",
    "<xmlns:a/>",
    "<a xmlns:b='u' xmlns:c='u' b:d='' c:d=''/>", "<a><b xmlns:c='u'/><c:d/></a>", "<?a:b?><a/>",
  ])
  func isRefused(document: String) throws {
    #expect(try XMLDocuments.complaint(document) != nil)
  }

  @Test func aColonBeforeACombiningMarkIsNoName() throws {
    #expect(try XMLDocuments.complaint("<a:\u{300}b xmlns:a='u'/>") != nil)
  }

  @Test func namespacesCanBeLeftAlone() throws {
    var options = XMLReadOptions()
    options.usesNamespaces = false
    #expect(
      try XMLDocuments.complaint(Array("<g:a g:b='' x:y:z=''/>".utf8), options: options) == nil)
  }

  /// Every beginning of a document is refused, by an error and not by a trap.
  @Test func everyTruncationIsRefused() throws {
    let document = Array(
      """
      <?xml version="1.0" encoding="UTF-8"?><!DOCTYPE a [<!ELEMENT a (b|c)*><!ENTITY e "t<b/>">
      <!ATTLIST a x NMTOKENS "1 2"><!-- c --><?p i?>]><a y='&lt;'>ł&e;<![CDATA[x]]]><b:c xmlns:b='u'/></a>
      """.utf8)
    #expect(try XMLDocuments.complaint(document) == nil)
    for length in 0..<document.count {
      #expect(try XMLDocuments.complaint(Array(document[..<length])) != nil, "\(length)")
    }
  }
}
