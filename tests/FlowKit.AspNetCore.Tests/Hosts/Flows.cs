namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>Flows the tests run.</summary>
internal static class Flows
{
    /// <summary>One task that a service does later; what it says is kept whole.</summary>
    public static string Asynchronous(string url, string more = "") => $$"""
        workspace: test
        dagName: later
        tasks:
          - name: work
            category: function
            resourceName: {{url}}/work
            pattern: task_async
            {{more}}
            outputMappings: [{ source: $.output, target: $.context.result }]
        """;

    /// <summary>One task that a service does at once.</summary>
    public static string Synchronous(string url, string more = "") => $$"""
        workspace: test
        dagName: now
        tasks:
          - name: work
            category: function
            resourceName: {{url}}/work
            {{more}}
            outputMappings: [{ source: $.output, target: $.context.result }]
        """;

    /// <summary>Waits until somebody says yes.</summary>
    public const string Approval = """
        workspace: test
        dagName: approval
        tasks:
          - name: approve
            category: suspense
            inputMappings: [{ source: $.context.answer, target: $.input.answer }]
            outputMappings: [{ source: $.output.answer, target: $.context.answer }]
            conditions: [ "$.input.[?(@.answer == 'yes')]" ]
        """;
}
