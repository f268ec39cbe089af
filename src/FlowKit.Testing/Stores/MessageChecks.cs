using System.Globalization;
using System.Text;

namespace FlowKit.Testing.Stores;

/// <summary>What sessions send each other.</summary>
internal static class MessageChecks
{
    private const int Many = 200;
    private const int Large = 1_000_000;

    public static IReadOnlyList<SharedStoreCheck> All { get; } =
    [
        new("a message arrives as it was sent, at the session it was sent to", Arrives),
        new("messages of any bytes and of a megabyte arrive whole", AnyBytes),
        new("messages from one session to another arrive in their order, each once", InOrder),
        new("a message to a session that has left, was taken over or never was is not sent", ToNobody),
    ];

    private static async ValueTask Arrives(SharedStoreProbe probe)
    {
        var one = await probe.JoinAsync().ConfigureAwait(false);
        var two = await probe.JoinAsync().ConfigureAwait(false);
        var three = await probe.JoinAsync().ConfigureAwait(false);
        await one.SendAsync(two, StoreProbe.Bytes("to two")).ConfigureAwait(false);
        await one.SendAsync(three, StoreProbe.Bytes("to three")).ConfigureAwait(false);
        await two.SendAsync(one, StoreProbe.Bytes("to one")).ConfigureAwait(false);
        await SaySameAsync("to one", one).ConfigureAwait(false);
        await SaySameAsync("to two", two).ConfigureAwait(false);
        await SaySameAsync("to three", three).ConfigureAwait(false);
    }

    private static async ValueTask AnyBytes(SharedStoreProbe probe)
    {
        var one = await probe.JoinAsync().ConfigureAwait(false);
        var two = await probe.JoinAsync().ConfigureAwait(false);
        foreach (var length in (int[])[1, 512, 7_999, 8_001, Large, 3])
        {
            var message = Enumerable.Range(0, length).Select(n => (byte)((n * 31) ^ (n >> 8))).ToArray();
            await one.SendAsync(two, message).ConfigureAwait(false);
            var arrived = await two.Inbox.NextAsync().ConfigureAwait(false);
            StoreProbe.True(arrived.AsSpan().SequenceEqual(message), $"a message of {length} bytes must arrive as it was sent");
        }
    }

    private static async ValueTask InOrder(SharedStoreProbe probe)
    {
        var one = await probe.JoinAsync().ConfigureAwait(false);
        var two = await probe.JoinAsync().ConfigureAwait(false);
        for (var i = 0; i < Many; i++)
        {
            await one.SendAsync(two, StoreProbe.Bytes(Text(i))).ConfigureAwait(false);
        }

        for (var i = 0; i < Many; i++)
        {
            await SaySameAsync(Text(i), two).ConfigureAwait(false);
        }
    }

    private static async ValueTask ToNobody(SharedStoreProbe probe)
    {
        var one = await probe.JoinAsync().ConfigureAwait(false);
        var left = await probe.JoinAsync().ConfigureAwait(false);
        var late = await probe.JoinAsync(probe.ShortLease).ConfigureAwait(false);
        await left.Session.DisposeAsync().ConfigureAwait(false);
        await probe.LetLeaseRunOutAsync().ConfigureAwait(false);
        await one.ClaimAllAsync().ConfigureAwait(false);
        StoreProbe.True(!await one.TrySendAsync(left, [1]).ConfigureAwait(false), "a message to a session that has left must not be sent");
        StoreProbe.True(!await one.TrySendAsync(late, [1]).ConfigureAwait(false), "a message to a session that was taken over must not be sent");
        StoreProbe.True(
            !await one.Session.TrySendAsync(late.Session.Number + 1_000, new byte[] { 1 }, CancellationToken.None).ConfigureAwait(false),
            "a message to a session that never was must not be sent");
    }

    // A large one now and then, which must not be overtaken.
    private static string Text(int number) => number % 20 == 7
        ? new string('x', 20_000) + number.ToString(CultureInfo.InvariantCulture)
        : number.ToString(CultureInfo.InvariantCulture);

    private static async ValueTask SaySameAsync(string expected, SharedStoreMember at) => StoreProbe.Same(
        expected, Encoding.UTF8.GetString(await at.Inbox.NextAsync().ConfigureAwait(false)), "the message that arrived");
}
