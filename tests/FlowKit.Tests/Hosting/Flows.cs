namespace FlowKit.Tests.Hosting;

/// <summary>Small flows.</summary>
internal static class Flows
{
    /// <summary>One task that calls a resource with <c>$.context.in</c> as its input <c>in</c> and keeps its output as <c>$.context.out</c>.</summary>
    public static string Calling(string resource, string name = "one", string more = "") => $$"""
        workspace: test
        dagName: {{name}}
        tasks:
          - name: call
            category: function
            resourceName: {{resource}}
            inputMappings:
              - { source: $.context.in, target: $.input.in }
            outputMappings:
              - { source: $.output, target: $.context.out }
            {{more}}
        """;

    /// <summary>Two faults: a following task that does not exist, and an unknown category.</summary>
    public const string Faulty = """
        workspace: test
        dagName: faulty
        tasks:
          - { name: a, category: pass, next: nowhere }
          - { name: b, category: dance }
        """;
}
