using FlowKit.Executions;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Deciding;

public class StreamRuleTests
{
    [Fact]
    public async Task A_stream_task_begins_though_its_stream_failed_before_it_ran()
    {
        var bed = new Bed("""
              - name: record
                category: function
                resourceName: function://a
                outputType: stream
                inputMappings:
                  - { source: 1, target: $.input.scalar }
                  - { source: 1, target: $.input.scalar.inner, tolerance: false }
                next: watch
              - { name: watch, category: function, resourceName: function://b, inputType: stream }
            """);
        await bed.StartAsync();

        Assert.Equal(FlowTaskStatus.Failed, await bed.StatusOfAsync("record"));
        Assert.Equal(["watch"], bed.Calls);
    }

    [Fact]
    public async Task A_stream_task_in_line_is_skipped_when_everybody_has_said_skip_by_its_turn()
    {
        var bed = new Bed("""
              - { name: left, category: return, conditions: [], next: watch }
              - { name: right, category: return, conditions: [], next: watch }
              - { name: watch, category: function, resourceName: function://b, inputType: stream }
            """);
        await bed.StartAsync();

        Assert.Equal(FlowTaskStatus.Skipped, await bed.StatusOfAsync("watch"));
        Assert.Empty(bed.Calls);
    }
}
