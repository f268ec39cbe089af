using FlowKit.Callbacks;

namespace FlowKit.Core.Tests.Callbacks;

public sealed class CallbackTokensTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Now.AddMinutes(1);

    private readonly CallbackTokens _tokens = new("the key of this host");

    [Fact]
    public void A_token_is_good_for_what_it_was_made_for()
    {
        var token = _tokens.Sign("shop:order_c_1", "loop_2-charge", "3", Later);

        Assert.True(_tokens.IsGood(token, "shop:order_c_1", "loop_2-charge", "3", Now));
        Assert.True(new CallbackTokens("the key of this host").IsGood(token, "shop:order_c_1", "loop_2-charge", "3", Later));
    }

    [Theory]
    [InlineData("shop:order_c_2", "charge", "3")]
    [InlineData("shop:order_c_1", "ship", "3")]
    [InlineData("shop:order_c_1", "charge", "4")]
    [InlineData("shop:order_c_1", "charge", "")]
    [InlineData("shop:order_c_1charge", "", "3")]
    public void A_token_is_good_for_nothing_else(string execution, string task, string attempt) => Assert.False(
        _tokens.IsGood(_tokens.Sign("shop:order_c_1", "charge", "3", Later), execution, task, attempt, Now));

    [Fact]
    public void A_token_runs_out() => Assert.False(
        _tokens.IsGood(_tokens.Sign("e", "t", "1", Later), "e", "t", "1", Later.AddSeconds(1)));

    [Fact]
    public void The_expiry_is_signed_too()
    {
        var token = _tokens.Sign("e", "t", "1", Now);
        var code = token[(token.IndexOf('.', StringComparison.Ordinal) + 1)..];

        Assert.False(_tokens.IsGood($"{Later.ToUnixTimeSeconds()}.{code}", "e", "t", "1", Later));
    }

    [Fact]
    public void Another_host_signs_with_another_key()
    {
        var token = _tokens.Sign("e", "t", "1", Later);

        Assert.False(new CallbackTokens("another key").IsGood(token, "e", "t", "1", Now));
        Assert.False(new CallbackTokens(null).IsGood(new CallbackTokens(null).Sign("e", "t", "1", Later), "e", "t", "1", Now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.")]
    [InlineData("99999999999.AAAA")]
    [InlineData("99999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    [InlineData("99999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("-1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("999999999999999999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("99999999999.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("1.        ")]
    public void What_is_no_token_is_refused(string? text) => Assert.False(_tokens.IsGood(text, "e", "t", "1", Now));

    [Theory]
    [InlineData(0, 1, "1")]
    [InlineData(2, 13, "2-13")]
    public void An_attempt_has_a_mark_that_can_be_read_back(int epoch, int attempt, string mark)
    {
        Assert.Equal(mark, AttemptMark.Of(epoch, attempt));
        Assert.True(AttemptMark.TryParse(mark, out var readEpoch, out var readAttempt));
        Assert.Equal((epoch, attempt), (readEpoch, readAttempt));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("1-2-3")]
    [InlineData("one")]
    [InlineData(" 1")]
    [InlineData("99999999999")]
    public void What_is_no_mark_is_refused(string? text) => Assert.False(AttemptMark.TryParse(text, out _, out _));
}
