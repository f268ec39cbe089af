namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>Flows that several engines run together.</summary>
internal static class SharingFlows
{
    /// <summary>Two calls, one after the other.</summary>
    public const string Two = """
        workspace: shop
        dagName: two
        tasks:
          - { name: first, category: function, resourceName: test://first, next: second }
          - { name: second, category: function, resourceName: test://second }
        """;

    /// <summary>A call, and beside it one that is answered by a callback.</summary>
    public const string Both = """
        workspace: shop
        dagName: both
        tasks:
          - { name: call, category: function, resourceName: test://call }
          - { name: ask, category: function, pattern: task_async, resourceName: test://ask }
        """;

    /// <summary>A call that is answered by a callback.</summary>
    public const string Late = """
        workspace: shop
        dagName: late
        tasks:
          - name: ask
            category: function
            pattern: task_async
            resourceName: test://ask
            retry: { maxRetryTimes: 2, intervalInSeconds: 30 }
            outputMappings: [{ source: $.output.word, target: $.context.word }]
        """;

    /// <summary>A call that asks before it is repeated.</summary>
    public const string Pay = """
        workspace: shop
        dagName: pay
        tasks:
          - { name: charge, category: function, onUnknown: ask, resourceName: test://charge }
        """;

    /// <summary>A call of another flow.</summary>
    public const string Parent = """
        workspace: shop
        dagName: parent
        tasks:
          - name: child
            category: function
            pattern: flow_sync
            resourceName: rillflow://shop:late
            outputMappings: [{ source: $.output.word, target: $.context.word }]
            next: after
          - { name: after, category: function, resourceName: test://after }
        """;

    /// <summary>Waits for a word.</summary>
    public const string Suspense = """
        workspace: shop
        dagName: suspense
        tasks:
          - name: wait
            category: suspense
            inputMappings: [{ source: $.context.word, target: $.input.word }]
            outputMappings: [{ source: $.output.word, target: $.context.word }]
            conditions: [$.input.word]
            timeline: { timeoutInSeconds: 3600 }
        """;
}
