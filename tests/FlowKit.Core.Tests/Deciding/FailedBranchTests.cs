using FlowKit.Executions;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Deciding;

public class FailedBranchTests
{
    [Theory]
    [InlineData("""
              - name: parent
                category: foreach
                tolerance: true
                inputMappings: [{ source: [1], target: $.input.items }]
                iterationMapping: { collection: $.input.items, item: item }
                tasks: [{ name: work, category: function, resourceName: function://a }]
                outputMappings:
                  - { source: 1, target: $.context.scalar }
                  - { source: 1, target: $.context.scalar.inner, tolerance: false }
            """)]
    [InlineData("""
              - name: parent
                category: choice
                tolerance: true
                inputMappings: [{ source: 1, target: $.input.n }]
                choices:
                  - condition: $.input.n
                    tasks: [{ name: work, category: function, resourceName: function://a }]
                outputMappings:
                  - { source: 1, target: $.context.scalar }
                  - { source: 1, target: $.context.scalar.inner, tolerance: false }
            """)]
    public async Task A_failed_branch_fails_a_tolerant_parent_whose_output_mapping_fails_too(string tasks)
    {
        var bed = new Bed(tasks);
        bed.Stubs.On("work", StubAnswer.Error("broken"));
        await bed.StartAsync();

        var view = await bed.ViewAsync();
        Assert.Equal(FlowTaskStatus.Failed, view.Tasks["parent"].Status);
        Assert.Equal("parent_0-work", view.Failure?.Task);
    }
}
