using FlowKit.Errors;

namespace FlowKit.Core.Tests.Errors;

public class SpellingTests
{
    [Theory]
    [InlineData("tolerence", "tolerance")]
    [InlineData("input_mappings", "inputMappings")]
    [InlineData("functoin", "function")]
    [InlineData("Pass", "pass")]
    [InlineData("ship", "shipping")]
    [InlineData("retries", "retry")]
    [InlineData("xyz", null)]
    [InlineData("", null)]
    [InlineData("a", null)]
    public void The_nearest_word_is_found(string word, string? nearest) => Assert.Equal(
        nearest, new Spelling().Nearest(word, ["tolerance", "inputMappings", "function", "pass", "shipping", "retry", "next"]));

    [Fact]
    public void The_nearer_of_two_words_wins()
    {
        Assert.Equal("chars", new Spelling().Nearest("char", ["charge", "carts", "chars"]));
        Assert.Equal("chars", new Spelling().Nearest("char", ["chars", "carts", "charge"]));
    }

    [Fact]
    public void Its_work_is_bounded()
    {
        var spelling = new Spelling(budget: 1000);
        var words = Enumerable.Range(0, 100_000).Select(i => $"word{i}").ToArray();
        for (var i = 0; i < 1000; i++)
        {
            spelling.Nearest("work5", words);
        }

        Assert.Null(spelling.Nearest("pas", ["pass"]));
    }

    [Fact]
    public void Findings_are_ordered_by_place_and_keep_their_order_within_one()
    {
        var findings = new Findings { Task = "t" };
        findings.Warning("FLOW2", SourcePlace.Root("f", 2, 1), "c");
        findings.Error("FLOW3", SourcePlace.Root("f", 1, 5), "a");
        findings.Error("FLOW1", SourcePlace.Root("f", 1, 5), "b");
        Assert.Equal(["a", "b", "c"], findings.Ordered().Select(one => one.Message));
        Assert.Equal("f(1,5): error FLOW3: a.", findings.Ordered()[0].ToString());
        Assert.All(findings.Ordered(), one => Assert.Equal("t", one.Task));
    }
}
