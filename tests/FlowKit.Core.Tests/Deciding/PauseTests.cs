using FlowKit.Executions;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Deciding;

public class PauseTests
{
    [Fact]
    public async Task The_wait_for_a_retry_goes_on_while_the_execution_is_paused_and_is_not_cut_short()
    {
        var bed = new Bed("""
              - name: job
                category: function
                resourceName: function://a
                retry: { maxRetryTimes: 1, intervalInSeconds: 30 }
            """);
        bed.Stubs.On("job", StubAnswer.Error("broken").After(TimeSpan.FromSeconds(5)), StubAnswer.Output("{}"));
        await bed.StartAsync();
        await bed.PauseAsync();
        await bed.PassAsync(10);
        await bed.ResumeAsync();
        await bed.PassAsync(60);

        Assert.Equal([0, 35], bed.CallTimes("job"));
    }

    [Fact]
    public async Task The_limit_over_all_attempts_ends_a_task_that_is_held_back()
    {
        var bed = new Bed("""
              - name: job
                category: function
                resourceName: function://a
                timeline: { totalTimeoutInSeconds: 20 }
                retry: { maxRetryTimes: 1, intervalInSeconds: 10 }
            """);
        bed.Stubs.On("job", StubAnswer.Error("broken"));
        await bed.StartAsync();
        await bed.PauseAsync();
        await bed.PassAsync(15);
        Assert.Equal(FlowTaskStatus.Stashed, await bed.StatusOfAsync("job"));
        await bed.PassAsync(15);
        Assert.Equal(FlowTaskStatus.Failed, await bed.StatusOfAsync("job"));
        Assert.Equal([0], bed.CallTimes("job"));
    }

    [Fact]
    public async Task A_choice_that_was_held_back_after_its_delay_begins_its_branches_at_the_resume()
    {
        var bed = new Bed("""
              - name: pick
                category: choice
                timeline: { suspenseIntervalSeconds: 5 }
                inputMappings: [{ source: 1, target: $.input.n }]
                choices:
                  - condition: $.input.n
                    tasks: [{ name: work, category: function, resourceName: function://a }]
              - { name: other, category: function, resourceName: function://a, timeline: { suspenseIntervalSeconds: 5 } }
            """);
        await bed.StartAsync();
        await bed.PauseAsync();
        await bed.PassAsync(10);
        await bed.ResumeAsync();

        Assert.Equal(["other", "pick_0-work"], bed.Calls.Order());
        Assert.Equal(ExecutionStatus.Succeed, (await bed.ViewAsync()).Status);
    }
}
