using FlowKit.Callbacks;
using FlowKit.Executions;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Deciding;

public class KeyPathTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_join_that_counted_a_key_part_does_not_begin_when_the_task_failed_after_all(bool crash)
    {
        var bed = new Bed("""
              - { name: encode, category: function, pattern: task_async, resourceName: function://a, next: publish }
              - { name: check, category: function, resourceName: function://b, next: publish }
              - { name: publish, category: function, resourceName: function://c, keyCallback: true }
            """);
        bed.Stubs.On("encode", StubAnswer.Accepted).On("check", StubAnswer.Output("{}").After(TimeSpan.FromSeconds(5)));
        await bed.StartAsync();
        await bed.CallbackAsync("encode", CallbackStatus.KeySucceed, "{}");
        await bed.CallbackAsync("encode", CallbackStatus.Failed, "{}");
        if (crash)
        {
            await bed.RestartAsync();
        }

        await bed.PassAsync(10);

        Assert.Equal(FlowTaskStatus.Succeed, await bed.StatusOfAsync("check"));
        Assert.Equal(FlowTaskStatus.NotStarted, await bed.StatusOfAsync("publish"));
        Assert.Equal(ExecutionStatus.Failed, (await bed.ViewAsync()).Status);
    }

    [Fact]
    public async Task No_time_limit_ends_a_key_part_whose_branch_has_ended()
    {
        var bed = new Bed("""
              - name: loop
                category: foreach
                inputMappings: [{ source: [1, 2], target: $.input.items }]
                iterationMapping: { collection: $.input.items, item: item }
                tasks:
                  - name: encode
                    category: function
                    pattern: task_async
                    resourceName: function://a
                    timeline: { timeoutInSeconds: 10 }
                  - { name: check, category: function, resourceName: function://b }
            """);
        bed.Stubs.On("encode", StubAnswer.Accepted)
            .On("loop_0-check", StubAnswer.Error("broken"))
            .On("loop_1-check", StubAnswer.Hang);
        await bed.StartAsync();
        await bed.CallbackAsync("loop_0-encode", CallbackStatus.KeySucceed, "{}");
        await bed.PassAsync(20);

        Assert.Equal(FlowTaskStatus.KeySucceed, await bed.StatusOfAsync("loop_0-encode"));
        Assert.Equal(FlowTaskStatus.Failed, await bed.StatusOfAsync("loop_1-encode"));
    }
}
