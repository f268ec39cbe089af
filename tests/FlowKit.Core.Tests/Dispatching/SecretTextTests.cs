using FlowKit.Dispatching;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Dispatching;

public sealed class SecretTextTests
{
    [Theory]
    [InlineData("${secrets.key}", "<key>")]
    [InlineData("Bearer ${secrets.open-ai.v1_x}!", "Bearer <open-ai.v1_x>!")]
    [InlineData("${secrets.a}${secrets.b} ${secrets.a}", "<a><b> <a>")]
    [InlineData("${secrets.${secrets.b}", "${secrets.<b>")]
    public void References_are_filled_in(string text, string filled)
    {
        Assert.True(SecretText.IsIn(text));
        Assert.Equal(filled, SecretText.Fill(text, name => $"<{name}>"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("secrets.key")]
    [InlineData("${secrets.}")]
    [InlineData("${secrets.key")]
    [InlineData("${secrets.two words}")]
    [InlineData("{secrets.key}")]
    [InlineData("${Secrets.key}")]
    public void Other_texts_stay_as_they_are(string text)
    {
        Assert.False(SecretText.IsIn(text));
        Assert.Same(text, SecretText.Fill(text, _ => throw new InvalidOperationException()));
    }

    [Fact]
    public void References_are_found_deep_in_values()
    {
        var value = FlowValue.Parse("""{ "a": [1, { "b": "x ${secrets.one} y" }], "c": "${secrets.two}", "${secrets.three}": null }""");
        var names = new SortedSet<string>();
        SecretText.AddNames(value, names);

        Assert.Equal(["one", "two"], names);
        Assert.Equal(
            """{"a":[1,{"b":"x <one> y"}],"c":"<two>","${secrets.three}":null}""",
            SecretText.Fill(value, name => $"<{name}>").ToJson());
    }
}
