using FlowKit.Planning;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Planning;

public sealed class ContextPathTests
{
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
