using FlowKit.Http;

namespace FlowKit.Tests.Http;

public sealed class OutgoingMessageTests
{
    private static readonly Uri Address = new("http://shop.example/");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Origin_IsKnown_WhenAHandlerMakesAnotherMessageOrBodyOfIt(bool isForeign)
    {
        using var other = new ByteArrayContent([]);
        using var copied = new OutgoingMessage(HttpMethod.Post, Address, [1], isForeign);
        using var copy = new HttpRequestMessage(HttpMethod.Post, Address) { Content = copied.Content };
        using var refilled = new OutgoingMessage(HttpMethod.Post, Address, [1], isForeign) { Content = other };

        Assert.All([copied, copy, refilled], message => Assert.Equal(isForeign, OutgoingMessage.IsForeign(message)));
    }

    [Fact]
    public void Origin_ThatNothingTells_IsForeign()
    {
        using var other = new ByteArrayContent([]);
        using var unknown = new HttpRequestMessage(HttpMethod.Post, Address) { Content = other };

        Assert.True(OutgoingMessage.IsForeign(unknown));
    }
}
