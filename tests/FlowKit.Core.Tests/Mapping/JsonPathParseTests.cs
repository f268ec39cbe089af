using FlowKit.Errors;
using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Mapping;

public class JsonPathParseTests
{
    [Theory]
    [InlineData("", 0, "expected '$', but the path ends")]
    [InlineData("a.b", 0, "expected '$', found 'a'")]
    [InlineData("$a", 1, "expected '.', '[' or the end, found 'a'")]
    [InlineData("$$$", 1, "expected '.', '[' or the end, found '$'")]
    [InlineData("$.", 2, "expected a name, '*' or '[', but the path ends")]
    [InlineData("$..", 3, "expected a name, '*' or '[', but the path ends")]
    [InlineData("$...a", 3, "expected a name, '*' or '[', found '.'")]
    [InlineData("$. a", 2, "expected a name, '*' or '[', found ' '")]
    [InlineData("$.a[", 4, "expected a name in quotes, an index, a slice, '*' or a filter '?', but the path ends")]
    [InlineData("$.a[]", 4, "expected a name in quotes, an index, a slice, '*' or a filter '?', found ']'")]
    [InlineData("$.a[b]", 4, "expected a name in quotes, an index, a slice, '*' or a filter '?', found 'b'")]
    [InlineData("$.a[1", 5, "expected ',' or ']', but the path ends")]
    [InlineData("$.a[01]", 4, "an integer has no leading zero, and zero no sign")]
    [InlineData("$.a['b", 4, "the text in quotes has no end")]
    [InlineData("$.a['\\x']", 6, "expected one of the escapes \\b \\f \\n \\r \\t \\/ \\\\ \\u and the escaped quote")]
    [InlineData("$.a['\u0001']", 5, "expected an escape sequence in place of a control character, found 'U+0001'")]
    [InlineData("$.a == 1", 4, "expected '.', '[' or the end, found '='")]
    [InlineData("$.a[?]", 5, "expected '@', '$', a literal or a function, found ']'")]
    [InlineData("$.context.items[?(@.id ==)].name", 25, "expected '@', '$', a literal or a function, found ')'")]
    [InlineData("$.a[?(@.b == 1]", 14, "expected ')', found ']'")]
    [InlineData("$.a[?(@.b = 1)]", 10, "expected ')', found '='")]
    [InlineData("$.a[?(@.b <> 1)]", 11, "expected '@', '$', a literal or a function, found '>'")]
    [InlineData("$.a[?(@.b like 'x')]", 10, "there is no operator 'like'")]
    [InlineData("$.a[?(@.b == abc)]", 13, "expected '@', '$', a literal or a function, found 'abc'")]
    [InlineData("$.a[?(@.b == -)]", 14, "expected a digit, found ')'")]
    [InlineData("$.a[?(true)]", 10, "expected a comparison: a literal alone is no test, found ')'")]
    [InlineData("$.a[?(@.b in ['x')]", 17, "expected ',' or ']', found ')'")]
    [InlineData("$.a[?(@.b in [@.c])]", 14, "expected '@', '$', a literal or a function, found '@'")]
    [InlineData("$.a[?(@.b && )]", 13, "expected '@', '$', a literal or a function, found ')'")]
    [InlineData("$.a[?(@.b =~ /x)]", 13, "the regular expression has no end: expected '/'")]
    [InlineData("$.a.length().b", 13, "nothing but another function may follow a path function")]
    [InlineData("$.a.length()[0]", 12, "expected '.', '[' or the end, found '['")]
    public void A_faulty_path_is_refused_with_its_position(string text, int position, string message)
    {
        Assert.False(JsonPath.TryParse(text, JsonPathDialect.Flow, out var path, out var fault));
        Assert.Null(path);
        Assert.Equal(new(FlowErrorCodes.JsonPathSyntax, position, message), fault);
    }

    [Theory]
    [InlineData("$.a.total()", 4, "there is no path function 'total'; there are")]
    [InlineData("$.a[?(total(@.b) == 1)]", 6, "there is no function 'total'; there are")]
    [InlineData("$.a[?(count(1) == 1)]", 12, "this function takes a query")]
    [InlineData("$.a[?(count(@.b.length()) == 1)]", 12, "this function takes a query")]
    [InlineData("$.a[?(count(@.b, @.c) == 1)]", 15, "the function 'count' takes no further argument")]
    [InlineData("$.a[?(match(@.b))]", 15, "this function takes a text and a regular expression")]
    [InlineData("$.a[?(length(@.b))]", 6, "the result of this function must be compared")]
    [InlineData("$.a[?(match(@.b, 'x') == true)]", 6, "the result of this function cannot be compared")]
    public void A_faulty_call_is_refused_with_its_position(string text, int position, string message) =>
        CheckFault(text, FlowErrorCodes.JsonPathFunction, position, message);

    [Theory]
    [InlineData("$[?(@ =~ /a(/)]", 9, "the regular expression is faulty at its character 2")]
    [InlineData("$[?(@ =~ /a)(b/)]", 9, "the regular expression is faulty at its character 2")]
    [InlineData("$[?(@ =~ /(a)\\1/)]", 9, "the regular expression is too large, or needs backtracking")]
    [InlineData("$[?(@ =~ /(?=a)b/)]", 9, "the regular expression is too large, or needs backtracking")]
    [InlineData("$[?(@ =~ /(\\w{1,500}){1,3}x/)]", 9, "the regular expression is too large, or needs backtracking")]
    [InlineData("$[?(@ =~ '(a')]", 9, "the regular expression is faulty at its character 2")]
    [InlineData("$[?(@ =~ /a/q)]", 12, "there is no flag 'q'")]
    [InlineData("$[?(match(@, '\\\\d'))]", 13, "the regular expression is too large, or no I-Regexp")]
    public void A_faulty_regular_expression_is_refused_with_its_position(string text, int position, string message) =>
        CheckFault(text, FlowErrorCodes.JsonPathRegex, position, message);

    [Fact]
    public void The_exception_carries_code_position_and_message()
    {
        var exception = Assert.Throws<JsonPathException>(() => JsonPath.Parse("$.a["));
        Assert.Equal((FlowErrorCodes.JsonPathSyntax, 4), (exception.Code, exception.Position));
        Assert.StartsWith("JSONPath, position 4: expected a name in quotes", exception.Message, StringComparison.Ordinal);
        Assert.Equal(4, exception.Fault.Position);
    }

    [Theory]
    [InlineData(" $.a.b\t", "[1]")]
    [InlineData("$ .a\n.b", "[1]")]
    [InlineData("$.a.['b']", "[1]")]
    [InlineData("$.[\"a\"].b", "[1]")]
    [InlineData("$.list.[*].x", "[1,2]")]
    [InlineData("$.list.[ 0 ].x", "[1]")]
    [InlineData("$.list[ ? ( @.x == 2 ) ].x", "[2]")]
    [InlineData("$.header.content-type", "[\"json\"]")]
    [InlineData("$.header.x:y", "[3]")]
    [InlineData("$.header.@id", "[4]")]
    [InlineData("$.header.2nd", "[5]")]
    [InlineData("$.header.$ref", "[6]")]
    [InlineData("$.header['it\\'s']", "[7]")]
    [InlineData("$.header['it\\'s', 'it\\\"s']", "[7,8]")]
    [InlineData("$.header.été", "[9]")]
    public void The_flow_dialect_is_lenient_where_flows_are(string path, string expected)
    {
        var root = FlowValue.Parse("""
            {
              "a": { "b": 1 }, "list": [{ "x": 1 }, { "x": 2 }],
              "header": { "content-type": "json", "x:y": 3, "@id": 4, "2nd": 5, "$ref": 6, "it's": 7, "it\"s": 8, "été": 9 }
            }
            """);
        Assert.Equal(FlowValue.Parse(expected), FlowValue.Array(JsonPath.Parse(path).Select(root)));
    }

    [Theory]
    [InlineData(" $.a")]
    [InlineData("$.a-b")]
    [InlineData("$.[0]")]
    [InlineData("$.a.length()")]
    [InlineData("$[?@.a in [1]]")]
    [InlineData("$[?@.a === 1]")]
    [InlineData("$[?@.a =~ /x/]")]
    [InlineData("$[?@.a == [1]]")]
    [InlineData("$[?!@.a == 1]")]
    [InlineData("$[?@.* == 1]")]
    public void The_extras_of_the_flow_dialect_are_not_RFC_9535(string path)
    {
        Assert.True(JsonPath.TryParse(path, JsonPathDialect.Flow, out _, out _));
        Assert.False(JsonPath.TryParse(path, JsonPathDialect.Rfc9535, out _, out _));
    }

    [Theory]
    [InlineData("$", true, null)]
    [InlineData("$.input", true, "input")]
    [InlineData("$['input'][-1]", true, "input")]
    [InlineData("$.input.*", false, "input")]
    [InlineData("$.input[0, 1]", false, "input")]
    [InlineData("$.input[0:1]", false, "input")]
    [InlineData("$.input..a", false, "input")]
    [InlineData("$..input", false, null)]
    [InlineData("$[0].input", true, null)]
    [InlineData("$.input[?(@)]", false, "input")]
    [InlineData("$.input[*].length()", true, "input")]
    public void A_path_of_names_and_indexes_is_definite(string text, bool isDefinite, string? rootName)
    {
        var path = JsonPath.Parse(text);
        Assert.Equal((isDefinite, rootName), (path.IsDefinite, path.RootName));
        Assert.Equal(text, path.ToString());
    }

    private static void CheckFault(string text, string code, int position, string message)
    {
        Assert.False(JsonPath.TryParse(text, JsonPathDialect.Flow, out _, out var fault));
        Assert.Equal((code, position), (fault.Code, fault.Position));
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }
}
