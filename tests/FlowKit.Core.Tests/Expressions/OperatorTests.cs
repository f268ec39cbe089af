namespace FlowKit.Core.Tests.Expressions;

public class OperatorTests
{
    [Theory]
    [InlineData("42", "42")]
    [InlineData("007", "7")]
    [InlineData("1.5", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("1e3", "1000")]
    [InlineData("2.5E-1", "0.25")]
    [InlineData("0xFF", "255")]
    [InlineData("0xffffffffffffffff", "-1")]
    [InlineData("99N", "99")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("'#{1}'", "\"1\"")]
    [InlineData("'#{nil}'", "\"null\"")]
    [InlineData("\"#{'a'}\"", "\"a\"")]
    [InlineData("type(\"#{1 + 1}\")", "\"string\"")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("nil", "null")]
    [InlineData("'it''s'[0]", null)]
    [InlineData("'a\"b'", "\"a\\\"b\"")]
    [InlineData("\"a'b\"", "\"a'b\"")]
    [InlineData(@"'\t\n\r\\\'\""\#'", @"""\t\n\r\\'\""#""")]
    [InlineData("''", "\"\"")]
    [InlineData("'#'", "\"#\"")]
    [InlineData("'#{1 + 1}'", "\"2\"")]
    [InlineData("\"a#{'b' + \"c#{1}\"}d#{nil}\"", "\"abc1dnull\"")]
    [InlineData(@"""\#{x}""", "\"#{x}\"")]
    [InlineData("1 ## the rest is a comment ' \n + 1", "2")]
    [InlineData("## first\n## second\n5", "5")]
    [InlineData("#source + 1", "3")]
    public void Literals(string expression, string? json)
    {
        if (json is null)
        {
            Assert.Equal("FLOW3050", Evaluate.Refusal(expression).Code);
        }
        else
        {
            Assert.Equal(json, Evaluate.Value(expression, "2").ToJson());
        }
    }

    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 3 - 2", "5")]
    [InlineData("100 / 10 / 2", "5")]
    [InlineData("7 % 4 * 2", "6")]
    [InlineData("2 ** 3 ** 2", "512")]
    [InlineData("-2 ** 2", "-4")]
    [InlineData("2 ** -1", "0.5")]
    [InlineData("2 * 3 ** 2", "18")]
    [InlineData("- - 3", "3")]
    [InlineData("-source", "-2")]
    [InlineData("!true || true", "true")]
    [InlineData("!(true || true)", "false")]
    [InlineData("true || false && false", "true")]
    [InlineData("1 < 2 == true", "true")]
    [InlineData("1 + 1 == 2 && 2 > 1", "true")]
    [InlineData("1 | 2 ^ 3 & 5", "3")]
    [InlineData("1 << 2 + 1", "8")]
    [InlineData("256 >> 4 >> 2", "4")]
    [InlineData("-1 >>> 60", "15")]
    [InlineData("~5", "-6")]
    [InlineData("6 & 3", "2")]
    [InlineData("false ? 1 : true ? 2 : 3", "2")]
    [InlineData("true ? false ? 1 : 2 : 3", "2")]
    [InlineData("1 > 0 ? 'a' + 'b' : 'c'", "\"ab\"")]
    [InlineData("a = 5", "5")]
    [InlineData("a = b = 4; a + b", "8")]
    [InlineData("(a = 3) + a", "6")]
    [InlineData("1+1", "2")]
    [InlineData("1-1", "0")]
    [InlineData("1 -1", "0")]
    [InlineData("4/2", "2")]
    [InlineData("source/2/1", "1")]
    public void Operators_bind_as_in_Java(string expression, string json) =>
        Assert.Equal(json, Evaluate.Value(expression, "2").ToJson());

    [Theory]
    [InlineData("false && source.nothing.at == all", "false")]
    [InlineData("true || long('x') == 1", "true")]
    [InlineData("false && long('x') == 1", "false")]
    [InlineData("true ? 1 : long('x')", "1")]
    [InlineData("if false { long('x') } else { 2 }", "2")]
    public void Only_what_decides_is_evaluated(string expression, string json) =>
        Assert.Equal(json, Evaluate.Value(expression).ToJson());

    [Theory]
    [InlineData("'a' + 'b'", "ab")]
    [InlineData("'a' + 1", "a1")]
    [InlineData("1 + 'a'", "1a")]
    [InlineData("1 + 2 + 'a' + 1 + 2", "3a12")]
    [InlineData("'a' + 1.5", "a1.5")]
    [InlineData("'a' + 3.0", "a3.0")]
    [InlineData("'a' + true", "atrue")]
    [InlineData("'a' + nil", "anull")]
    [InlineData("nil + 'a'", "nulla")]
    [InlineData("true + 'a'", "truea")]
    [InlineData("'a' + /x+/", "ax+")]
    [InlineData("'a' + seq.list(1, 'b', nil)", "a[1,\"b\",null]")]
    [InlineData("'a' + seq.map('k', 1.5)", "a{\"k\":1.5}")]
    [InlineData("'a' + range(0, 3)", "a[0,1,2]")]
    [InlineData("'a' + source", "a{\"x\":[1]}")]
    public void Plus_with_a_text_joins(string expression, string text) =>
        Assert.Equal(text, Evaluate.Value(expression, """{"x":[1]}""").AsString());

    [Theory]
    [InlineData("'abc' =~ /a.c/", "true")]
    [InlineData("'abcd' =~ /a.c/", "false")]
    [InlineData("'ab' =~ /a|ab/", "true")]
    [InlineData("/a.c/ =~ 'abc'", "true")]
    [InlineData("'a/b' =~ /a\\/b/", "true")]
    [InlineData("nil =~ /a/", "false")]
    [InlineData("'ABC' =~ /(?i)abc/", "true")]
    [InlineData("'a\\n' =~ /a/", "false")]
    [InlineData("p = /[0-9]+/; '42' =~ p", "true")]
    [InlineData("'k=v' =~ /(.*)=(.*)/ ? $2 + $1 + $0 : ''", "\"vkk=v\"")]
    [InlineData("'k' =~ /(x)?k/; $1", "null")]
    [InlineData("'x' =~ /(k)/; $1", "null")]
    [InlineData("map(seq.list('a1', 'b2'), lambda(s) -> s =~ /([a-z])([0-9])/; $2 + $1 end)", "[\"1a\",\"2b\"]")]
    [InlineData("6 / 2 / 3", "1")]
    [InlineData("source[0] / 2", "1")]
    [InlineData("(4) / 2 /1", "2")]
    [InlineData("string.split('a,b', /,/)", "[\"a\",\"b\"]")]
    [InlineData("string.split(\"a'b\", /'/)", "[\"a\",\"b\"]")]
    public void Patterns(string expression, string json) => Assert.Equal(json, Evaluate.Value(expression, "[2]").ToJson());
}
