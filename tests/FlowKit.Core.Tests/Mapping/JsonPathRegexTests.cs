using FlowKit.Mapping;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Mapping;

/// <summary>I-Regexp, RFC 9485.</summary>
public class JsonPathRegexTests
{
    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abcd", false)]
    [InlineData("a|bc", "bc", true)]
    [InlineData("a|bc", "abc", false)]
    [InlineData("", "", true)]
    [InlineData("(a|)b", "b", true)]
    [InlineData("a.c", "a\U0001F600c", true)]
    [InlineData("a..c", "a\U0001F600c", false)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("[^b]", "\U0001F600", true)]
    [InlineData("[\U0001F600-\U0001F64F]{2}", "\U0001F600\U0001F64F", true)]
    [InlineData("[\U0001F600-\U0001F64F]", "\U0001F650", false)]
    [InlineData("[\U00010000-\U0010FFFF]", "\U000FFFFF", true)]
    [InlineData("[\U000103FE-\U00010C01]", "\U00010800", true)]
    [InlineData("[\U000103FE-\U00010C01]", "\U000103FE", true)]
    [InlineData("[\U000103FE-\U00010C01]", "\U00010C01", true)]
    [InlineData("[\U000103FE-\U00010C01]", "\U00010C02", false)]
    [InlineData("[\U000103FE-\U00010C01]", "\U000103FD", false)]
    [InlineData("\U0001F600*", "\U0001F600\U0001F600", true)]
    [InlineData("[a-cx-]+", "ab-x", true)]
    [InlineData("[-a]+", "a-", true)]
    [InlineData("[\\-\\]\\^]+", "-]^", true)]
    [InlineData("[^\\n]", "\n", false)]
    [InlineData("\\p{Lu}\\p{Ll}", "\u00C4\u00E4", true)]
    [InlineData("\\p{L}", "\U0001D400", true)]
    [InlineData("\\P{L}", "\U0001D400", false)]
    [InlineData("[\\p{Nd}_]+", "4\u0664_", true)]
    [InlineData("[^\\p{Nd}]", "4", false)]
    [InlineData("a{2}", "aa", true)]
    [InlineData("a{2,}", "aaaa", true)]
    [InlineData("a{2,3}", "aaaa", false)]
    [InlineData("^ab$", "ab", true)]
    [InlineData("a\\.b", "a.b", true)]
    [InlineData("\\$\\{x\\}", "${x}", true)]
    [InlineData("a b#", "a b#", true)]
    [InlineData("(a{0,3}b){2}", "aabb", true)]
    [InlineData("(a{0,3}b){2}", "aaaabb", false)]
    [InlineData("((a|b)*(c|))*d", "abcbad", true)]
    [InlineData("(()*)*", "", true)]
    [InlineData("a{0}b", "b", true)]
    [InlineData("(a$)", "a", true)]
    [InlineData("a^b", "ab", false)]
    [InlineData("a|b|cd|", "cd", true)]
    [InlineData("a|b|cd|", "", true)]
    public void Match_takes_the_whole_text(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Run(PathIRegexp.Compile(pattern, whole: true), text));

    [Theory]
    [InlineData("b", "abc", true)]
    [InlineData("^b", "abc", false)]
    [InlineData("c$", "abc", true)]
    [InlineData(".", "\uD83D\uDE00", true)]
    [InlineData("..", "\uD83D\uDE00", false)]
    [InlineData("", "", true)]
    [InlineData("bc|x", "abcd", true)]
    public void Search_takes_any_part(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Run(PathIRegexp.Compile(pattern, whole: false), text));

    [Theory]
    [InlineData("\\d")]
    [InlineData("\\bx")]
    [InlineData("a{")]
    [InlineData("a{x}")]
    [InlineData("a{3,2}")]
    [InlineData("a{5001}")]
    [InlineData("a{99999999999}")]
    [InlineData("a**")]
    [InlineData("a+?")]
    [InlineData("*a")]
    [InlineData("(a")]
    [InlineData("a)")]
    [InlineData("(?:a)")]
    [InlineData("[a")]
    [InlineData("[]")]
    [InlineData("[^]")]
    [InlineData("[b-a]")]
    [InlineData("[a-b-c]")]
    [InlineData("[[a]")]
    [InlineData("]")]
    [InlineData("}")]
    [InlineData("\\p{Xx}")]
    [InlineData("\\p{Cs}")]
    [InlineData("\\p{L")]
    [InlineData("a\\")]
    [InlineData("((a{1000}){1000}){1000}")]
    public void What_is_no_I_Regexp_is_faulty(string pattern) => Assert.NotNull(PathIRegexp.Compile(pattern, whole: false).Fault);

    [Fact]
    public void A_faulty_pattern_matches_nothing()
    {
        var root = FlowValue.Parse("""{ "patterns": ["a", "(", "\\d", 1, null, ".*"] }""");
        Assert.Equal(["a", ".*"], JsonPath.Parse("$.patterns[?match('a', @)]").Select(root));
        Assert.Equal(["a", ".*"], JsonPath.Parse("$.patterns[?('a' =~ @)]").Select(root));
        Assert.Empty(JsonPath.Parse("$.patterns[?match(@, '\\\\d')]", JsonPathDialect.Rfc9535).Select(root));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_no_I_Regexp() => Assert.NotNull(PathIRegexp.Compile("\uD800", whole: true).Fault);

    [Fact]
    public void A_pattern_too_large_is_faulty()
    {
        Assert.Null(PathIRegexp.Compile(@"[\p{L}\p{N}]{1,200}.{0,255}", whole: true).Fault);
        Assert.Null(PathIRegexp.Compile(new string('a', 1000), whole: true).Fault);
        Assert.NotNull(PathIRegexp.Compile(new string('a', 1001), whole: true).Fault);
        Assert.NotNull(PathIRegexp.Compile(new string('(', 500) + new string(')', 500), whole: true).Fault);
        Assert.NotNull(PathIRegexp.Compile(string.Concat(Enumerable.Repeat("a{2000}|", 100)), whole: true).Fault);
        Assert.NotNull(PathNetRegex.Compile(new string('a', 1001)).Fault);
        Assert.Null(PathNetRegex.Compile(new string('a', 1000)).Fault);
    }

    private static bool Run(PathRegex regex, string text)
    {
        Assert.Null(regex.Fault);
        var scope = new PathScope(FlowValue.Null, JsonPathLimits.Default);
        return regex.IsMatch(text, ref scope);
    }
}
