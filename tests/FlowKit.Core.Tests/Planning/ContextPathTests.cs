using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Planning;

public sealed class ContextPathTests
{
    [Theory]
    [InlineData("", "a", true)]
    [InlineData("a", "a", true)]
    [InlineData("a", "a.b", true)]
    [InlineData("a.b", "a.c", false)]
    [InlineData("a", "ab", false)]
    [InlineData("a.0", "a.1", true)]
    [InlineData("a.0.x", "a.1.y", false)]
    [InlineData("a.0", "a.b", true)]
    public void Places_overlap_where_a_write_to_the_one_may_be_seen_at_the_other(string left, string right, bool expected)
    {
        Assert.Equal(expected, Path(left).Overlaps(Path(right)));
        Assert.Equal(expected, Path(right).Overlaps(Path(left)));
    }

    [Fact]
    public void Equal_places_are_equal()
    {
        Assert.Equal(Path("a.0.b"), Path("a.0.b"));
        Assert.Equal(Path("a.0.b").GetHashCode(), Path("a.0.b").GetHashCode());
        Assert.NotEqual(Path("a.0.b"), Path("a.1.b"));
        Assert.NotEqual(Path("a"), Path(string.Empty));
    }

    [Fact]
    public void Text_is_a_path_that_leads_there() =>
        Assert.Equal("$.context.a_1[3]['it\\'s']['9']", new ContextPath(["a_1", 3, "it's", "9"]).ToString());

    private static ContextPath Path(string text) => text.Length == 0
        ? ContextPath.Whole
        : new([.. text.Split('.').Select(part => int.TryParse(part, out var index) ? index : (PathSegment)part)]);
}
