using FlowKit.Drawing;

namespace FlowKit.Tests.Drawing;

public sealed class CaptionTests
{
    [Theory]
    [InlineData("$.input[?(@.n > 5)]", "n > 5")]
    [InlineData("$.input.[?(@.n > 5 && @.m == 'a@.b')]", "n > 5 && m == 'a@.b'")]
    [InlineData("$.input[?(@.a)].b", "$.input[?(@.a)].b")]
    [InlineData("$.input.flag", "flag")]
    [InlineData("$.input.items[?(@.n > 5)]", "items[?(@.n > 5)]")]
    [InlineData("$.input[?(@.a[?(@.b)])]", "$.input[?(@.a[?(@.b)])]")]
    [InlineData("$..x", "$..x")]
    [InlineData("  $.input[?(@.n\n  > 5)] ", "n > 5")]
    public void A_condition_is_said_in_few_words(string condition, string expected) => Assert.Equal(expected, ConditionText.Of(condition).Short);

    [Fact]
    public void A_long_condition_is_cut_and_kept_whole_for_who_looks_closer()
    {
        var text = ConditionText.Of($"$.input[?(@.{new string('x', 80)} > 5)]");
        Assert.Equal(34, text.Short.Length);
        Assert.EndsWith("…", text.Short, StringComparison.Ordinal);
        Assert.Contains(new string('x', 80), text.Full, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_is_not_cut_in_half() =>
        Assert.Equal($"{new string('x', 8)}…", ConditionText.Shortened($"{new string('x', 8)}😀{new string('y', 10)}", 10));

    [Fact]
    public void A_text_fits_its_width()
    {
        foreach (var text in (string[])["", "a", "WWWWWWWWWWWWWWWWWWWW", "一二三四五六七八九十", "😀😀😀😀😀😀😀😀", "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii"])
        {
            Assert.True(TextWidths.Of(TextWidths.Fitted(text, 13, 100), 13) <= 100);
        }

        Assert.Equal("short", TextWidths.Fitted("short", 13, 100));
    }
}
