using FlowKit.Dispatching;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Tests.Caching;

public class ResultCacheTests
{
    private const string Flow = """
        workspace: shop
        dagName: price
        tasks:
          - name: look
            category: function
            resourceName: "function://look"
            effect: read
            cache: { key: "input.item", version: "1", maxAge: 10m }
            inputMappings:
              - { source: $.context.item, target: $.input.item }
              - { source: $.context.who, target: $.input.who }
            outputMappings:
              - { source: $.output.price, target: $.context.price }
        """;

    private readonly FlowTestBed _bed = new FlowTestBed().Add(FlowYaml.Load(Flow));

    [Fact]
    public async Task An_equal_key_is_answered_from_what_was_kept_until_it_is_too_old()
    {
        _bed.Stubs.On("look", StubAnswer.Output(FlowValue.Object(("price", 5))), StubAnswer.Output(FlowValue.Object(("price", 6))));
        Assert.Equal(5, await PriceAsync("tea", "ada"));
        Assert.Equal(5, await PriceAsync("tea", "bob"));
        Assert.Single(_bed.Calls);
        Assert.Equal(6, await PriceAsync("milk", "ada"));
        await _bed.AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(6, await PriceAsync("tea", "ada"));
        Assert.Equal(3, _bed.Calls.Count);
    }

    [Fact]
    public async Task Of_several_that_ask_at_once_one_goes_out()
    {
        _bed.Stubs.On("look", StubAnswer.Output(FlowValue.Object(("price", 5))).After(TimeSpan.FromSeconds(3)));
        var first = await _bed.StartAsync("shop:price", FlowValue.Object(("item", "tea")));
        var second = await _bed.StartAsync("shop:price", FlowValue.Object(("item", "tea")));
        await _bed.AdvanceAsync(TimeSpan.FromSeconds(3));
        var results = await Task.WhenAll(first.Completion, second.Completion);
        Assert.All(results, result => Assert.Equal(5, result.Context["price"].AsInt64()));
        Assert.Single(_bed.Calls);
    }

    [Fact]
    public async Task An_attempt_that_never_comes_back_holds_nobody_up()
    {
        _bed.Add(FlowYaml.Load(Flow.Replace("dagName: price", "dagName: patient", StringComparison.Ordinal)
            .Replace("effect: read", "effect: read\n    timeline: { timeoutInSeconds: 2 }\n    retry: { maxRetryTimes: 1 }", StringComparison.Ordinal)));
        _bed.Stubs.On("look", StubAnswer.Hang, StubAnswer.Output(FlowValue.Object(("price", 5))));
        var first = await _bed.StartAsync("shop:patient", FlowValue.Object(("item", "tea")));
        await _bed.AdvanceAsync(TimeSpan.FromSeconds(3));
        Assert.Equal(5, (await first.Completion).Context["price"].AsInt64());
        Assert.Equal(2, _bed.Calls.Count);
    }

    [Fact]
    public async Task A_failure_is_not_kept_and_whoever_waited_for_it_goes_out_himself()
    {
        _bed.Stubs.On("look", StubAnswer.Error("down").After(TimeSpan.FromSeconds(3)), StubAnswer.Output(FlowValue.Object(("price", 5))));
        var first = await _bed.StartAsync("shop:price", FlowValue.Object(("item", "tea")));
        var second = await _bed.StartAsync("shop:price", FlowValue.Object(("item", "tea")));
        await _bed.AdvanceAsync(TimeSpan.FromSeconds(3));
        var results = await Task.WhenAll(first.Completion, second.Completion);
        Assert.Equal([false, true], results.Select(result => result.Succeeded));
    }

    [Fact]
    public async Task The_cache_is_bounded_and_forgets_what_was_not_asked_for_the_longest()
    {
        var cache = new InMemoryResultCache(TimeProvider.System, maxEntries: 2);
        ResultKey Key(int n) => new("w:f", "t", null, FlowValue.Object(("n", n)));
        await cache.KeepAsync(Key(1), "one", default);
        await cache.KeepAsync(Key(2), "two", default);
        await cache.FindAsync(Key(1), null, default);
        await cache.KeepAsync(Key(3), "three", default);
        Assert.False((await cache.FindAsync(new("w:f", "t", null, FlowValue.Object(("n", 1.0))), null, default)).IsMissing);
        Assert.True((await cache.FindAsync(Key(2), null, default)).IsMissing);
    }

    private async Task<long?> PriceAsync(string item, string who) =>
        (await _bed.RunAsync("shop:price", FlowValue.Object(("item", item), ("who", who)))).Context["price"].AsInt64();
}
