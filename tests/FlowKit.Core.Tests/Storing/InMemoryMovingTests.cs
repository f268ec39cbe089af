using FlowKit.Executions;
using FlowKit.Storing;

namespace FlowKit.Core.Tests.Storing;

/// <summary>Executions that end and are taken up again while others look at them.</summary>
public sealed class InMemoryMovingTests
{
    private const int Executions = 8;
    private readonly InMemoryStateStore _store = new(new FlowEngineOptions(), TimeProvider.System);

    [Fact]
    public async Task No_save_is_lost_while_executions_end_and_begin_again()
    {
        for (var i = 0; i < Executions; i++)
        {
            Assert.True(await _store.TryCreateAsync(new($"e{i}", 1, Header($"e{i}", ends: false), false, new byte[] { 1 }), default));
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() => SaveAsync(new Random(seed)))));
        for (var i = 0; i < Executions; i++)
        {
            var stored = await _store.LoadAsync($"e{i}", default);
            Assert.Equal(1 + taken.Sum(one => one[i]), stored!.Version);
            Assert.Equal(stored.Version, stored.Saves.Count);
        }

        var page = await _store.ListAsync(new(), default);
        Assert.Equal(Executions, page.Executions.Count);
    }

    [Fact]
    public async Task An_id_is_taken_also_when_its_execution_has_ended()
    {
        Assert.True(await _store.TryCreateAsync(new("a", 1, Header("a", ends: true), false, new byte[] { 1 }), default));
        Assert.False(await _store.TryCreateAsync(new("a", 1, Header("a", ends: false), false, new byte[] { 1 }), default));
        Assert.True(await _store.TryDeleteAsync("a", default));
        Assert.True(await _store.TryCreateAsync(new("a", 1, Header("a", ends: false), false, new byte[] { 1 }), default));
    }

    // How many saves of each execution were taken.
    private async Task<int[]> SaveAsync(Random random)
    {
        var taken = new int[Executions];
        for (var round = 0; round < 3_000; round++)
        {
            var i = random.Next(Executions);
            var stored = await _store.LoadAsync($"e{i}", default);
            var save = new SaveRequest($"e{i}", stored!.Version + 1, Header($"e{i}", random.Next(2) == 0), false, new byte[] { 2 });
            taken[i] += await _store.TrySaveAsync(save, default) ? 1 : 0;
        }

        return taken;
    }

    private static ExecutionHeader Header(string id, bool ends) =>
        new(id, "shop:order", "v1", ends ? ExecutionStatus.Succeed : ExecutionStatus.Running, null, default, null, null, NeedsOwner: false);
}
