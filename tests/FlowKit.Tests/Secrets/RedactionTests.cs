using FlowKit.Secrets;
using FlowKit.Values;

namespace FlowKit.Tests.Secrets;

public sealed class RedactionTests
{
    private readonly Redaction _redaction = new([.. Redaction.DefaultNames, "pin code"]);

    [Theory]
    [InlineData("apikey")]
    [InlineData("apiKey")]
    [InlineData("API-KEY")]
    [InlineData("api_key")]
    [InlineData("x-api-key")]
    [InlineData("Authorization")]
    [InlineData("Proxy-Authorization")]
    [InlineData("dbPassword")]
    [InlineData("client_secret")]
    [InlineData("accessToken")]
    [InlineData("access_token")]
    [InlineData("token")]
    [InlineData("PinCode")]
    public void Names_AreHidden_HoweverTheyAreWritten(string name) => Assert.True(_redaction.Hides(name));

    [Theory]
    [InlineData("")]
    [InlineData("max_tokens")]
    [InlineData("tokens")]
    [InlineData("tokenCount")]
    [InlineData("secretary")]
    [InlineData("key")]
    [InlineData("pin")]
    public void OtherNames_AreShown(string name) => Assert.False(_redaction.Hides(name));

    [Fact]
    public void Values_OfHiddenNames_AreMaskedWhatEverTheyAre() => Assert.Equal(
        FlowValue.Parse("""{"a":[{"token":"***","b":1}],"password":"***","secret":"***","apikey":null}"""),
        _redaction.Apply(FlowValue.Parse("""{"a":[{"token":"t","b":1}],"password":12,"secret":{"x":[1]},"apikey":null}""")));

    [Fact]
    public void Value_WithNothingToHide_IsTheSame()
    {
        var value = FlowValue.Parse("""{"a":[{"b":"c"}],"d":"http://x/y?z=1"}""");

        Assert.True(_redaction.Apply(value).IsSame(value));
    }

    [Theory]
    [InlineData("http://x/y?token=t-1&a=1#f", "http://x/y?token=***&a=1#f")]
    [InlineData("see https://x/?a=1&api%5Fkey=k-1 and more", "see https://x/?a=1&api%5Fkey=*** and more")]
    [InlineData("http://x/y?a=token&b=2", "http://x/y?a=token&b=2")]
    [InlineData("""{"password":"p\"1","b":2}""", """{"password":"***","b":2}""")]
    [InlineData("""body: {"a":{"token" : 12},"b":"x"}""", """body: {"a":{"token" : "***"},"b":"x"}""")]
    [InlineData("""{"password":"cut of""", """{"password":"***""" + "\"")]
    [InlineData("""{"secret":{"deep":{"x":1}},"b":2}""", """{"secret":"***""" + "\"")]
    [InlineData("a password is asked for", "a password is asked for")]
    public void Texts_AreSearchedForAddressesAndJson(string text, string shown) => Assert.Equal(shown, _redaction.Apply(text));

    [Fact]
    public void LongTexts_TakeNoLongTime()
    {
        var hostile = string.Concat(Enumerable.Repeat("\"a\":{\"b\\", 20_000)) + "http://x?" + new string('?', 100_000);

        Assert.NotNull(_redaction.Apply(hostile));
    }
}
