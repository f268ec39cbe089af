namespace FlowKit.CrashHost;

/// <summary>The flows that are run while their process is killed again and again. Every one of them ends by itself, given its callbacks.</summary>
internal static class CrashFlows
{
    /// <summary>Calls, one after the other.</summary>
    public const string Chain = """
        workspace: crash
        dagName: chain
        tasks:
          - { name: a, category: function, resourceName: "function://add", input: { n: $.context.n }, outputMappings: [ { source: $.output.n, target: $.context.n } ], next: b }
          - { name: b, category: function, resourceName: "function://add", input: { n: $.context.n }, outputMappings: [ { source: $.output.n, target: $.context.n } ], next: c }
          - { name: c, category: function, resourceName: "function://add", input: { n: $.context.n }, outputMappings: [ { source: $.output.n, target: $.context.n } ] }
        output: { result: $.context.n }
        """;

    /// <summary>A loop, two branches at once; the second call of each fails at first and is tried again after a moment.</summary>
    public const string Loop = """
        workspace: crash
        dagName: loop
        tasks:
          - name: each
            category: foreach
            input: { items: $.context.items }
            iterationMapping: { collection: $.input.items, item: n }
            synchronization: { maxConcurrency: 2 }
            tasks:
              - { name: work, category: function, resourceName: "function://add", input: { n: $.context.n }, outputMappings: [ { source: $.output.n, target: $.context.n } ], next: shaky }
              - name: shaky
                category: function
                resourceName: function://shaky
                input: { n: $.context.n }
                retry: { maxRetryTimes: 2, intervalInSeconds: 0.01 }
                outputMappings: [ { source: $.output.n, target: $.context.n } ]
            outputMappings: [ { source: "$.output.sub_context[*].n", target: $.context.all } ]
            next: last
          - { name: last, category: function, resourceName: "function://add", input: { n: 1 } }
        output: { result: $.context.all }
        """;

    /// <summary>Asks outside twice: the first answer is a success, the first of the second a failure, so that it asks again.</summary>
    public const string Ask = """
        workspace: crash
        dagName: ask
        tasks:
          - { name: before, category: function, resourceName: "function://add", input: { n: 0 }, next: one }
          - { name: one, category: function, resourceName: "function://ask", pattern: task_async, outputMappings: [ { source: $.output.answer, target: $.context.one } ], next: two }
          - name: two
            category: function
            resourceName: function://ask
            pattern: task_async
            retry: { maxRetryTimes: 1, intervalInSeconds: 0.01 }
            outputMappings: [ { source: $.output.answer, target: $.context.two } ]
            next: after
          - { name: after, category: function, resourceName: "function://add", input: { n: 0 } }
        output: { one: $.context.one, two: $.context.two }
        """;

    /// <summary>Asks outside in every branch of a loop.</summary>
    public const string AskEach = """
        workspace: crash
        dagName: askEach
        tasks:
          - name: each
            category: foreach
            input: { items: $.context.items }
            iterationMapping: { collection: $.input.items, item: n }
            tasks:
              - { name: ask, category: function, resourceName: "function://ask", pattern: task_async, outputMappings: [ { source: $.output.answer, target: $.context.answer } ], next: check }
              - { name: check, category: function, resourceName: "function://add", input: { n: $.context.n } }
            outputMappings: [ { source: "$.output.sub_context[*].answer", target: $.context.all } ]
        output: { result: $.context.all }
        """;

    /// <summary>Waits for its time twice: before a call, and for a wake-up that never comes.</summary>
    public const string Late = """
        workspace: crash
        dagName: late
        tasks:
          - { name: first, category: function, resourceName: "function://add", input: { n: 1 }, next: delayed }
          - { name: delayed, category: function, resourceName: "function://add", input: { n: 2 }, timeline: { suspenseIntervalSeconds: 0.05 }, next: waits }
          - name: waits
            category: suspense
            conditions: [ $.input.never ]
            timeline: { timeoutInSeconds: 0.05, skipOnTimeout: true }
            tolerance: true
            next: last
          - { name: last, category: function, resourceName: "function://add", input: { n: 3 }, outputMappings: [ { source: $.output.n, target: $.context.n } ] }
        output: { result: $.context.n }
        """;

    /// <summary>Calls another flow.</summary>
    public const string Outer = """
        workspace: crash
        dagName: outer
        tasks:
          - { name: first, category: function, resourceName: "function://add", input: { n: $.context.n }, outputMappings: [ { source: $.output.n, target: $.context.n } ], next: inner }
          - { name: inner, category: function, resourceName: "rillflow://crash:chain", pattern: flow_sync, input: { n: $.context.n }, outputMappings: [ { source: $.output.result, target: $.context.n } ], next: last }
          - { name: last, category: function, resourceName: "function://add", input: { n: $.context.n }, outputMappings: [ { source: $.output.n, target: $.context.n } ] }
        output: { result: $.context.n }
        """;

    /// <summary>Calls a flow that waits for an answer.</summary>
    public const string Holder = """
        workspace: crash
        dagName: holder
        tasks:
          - { name: before, category: function, resourceName: "function://add", input: { n: 0 }, next: inner }
          - { name: inner, category: function, resourceName: "rillflow://crash:held", pattern: flow_sync }
        output: { result: $.context.answer }
        """;

    /// <summary>Fails for good after three attempts.</summary>
    public const string Fail = """
        workspace: crash
        dagName: fail
        tasks:
          - { name: first, category: function, resourceName: "function://add", input: { n: 1 }, next: never }
          - { name: never, category: function, resourceName: "function://never", retry: { maxRetryTimes: 2, intervalInSeconds: 0.01 }, next: last }
          - { name: last, category: function, resourceName: "function://add", input: { n: 1 } }
        """;

    /// <summary>Asks outside between two calls; what operators do to it follows from its name.</summary>
    public const string Held = """
        workspace: crash
        dagName: held
        tasks:
          - { name: first, category: function, resourceName: "function://add", input: { n: 0 }, next: hold }
          - { name: hold, category: function, resourceName: "function://ask", pattern: task_async, outputMappings: [ { source: $.output.answer, target: $.context.answer } ], next: last }
          - { name: last, category: function, resourceName: "function://add", input: { n: 1 } }
        output: { result: $.context.answer }
        """;

    /// <summary>Fails the first time, and succeeds when it is retried.</summary>
    public const string Flaky = """
        workspace: crash
        dagName: flaky
        tasks:
          - { name: first, category: function, resourceName: "function://add", input: { n: 1 }, next: again }
          - { name: again, category: function, resourceName: "function://flaky", input: { n: 2 }, outputMappings: [ { source: $.output.n, target: $.context.n } ], next: last }
          - { name: last, category: function, resourceName: "function://add", input: { n: 1 } }
        output: { result: $.context.n }
        """;

    /// <summary>Goes on when it is woken with what it waits for.</summary>
    public const string Gate = """
        workspace: crash
        dagName: gated
        tasks:
          - { name: first, category: function, resourceName: "function://add", input: { n: 1 }, next: gate }
          - name: gate
            category: suspense
            input: { go: $.context.go }
            conditions: [ $.input.go ]
            outputMappings: [ { source: $.output.go, target: $.context.go } ]
            next: last
          - { name: last, category: function, resourceName: "function://add", input: { n: 1 } }
        output: { result: $.context.go }
        """;

    /// <summary>A call that asks before it is repeated.</summary>
    public const string Charge = """
        workspace: crash
        dagName: asks
        tasks:
          - { name: first, category: function, resourceName: "function://add", input: { n: $.context.n }, next: charge }
          - name: charge
            category: function
            resourceName: function://add
            onUnknown: ask
            input: { n: $.context.n }
            outputMappings: [ { source: $.output.n, target: $.context.n } ]
            next: last
          - { name: last, category: function, resourceName: "function://add", input: { n: 1 } }
        output: { result: $.context.n }
        """;

    /// <summary>Has its time, and takes longer.</summary>
    public const string Limit = """
        workspace: crash
        dagName: limit
        timer: { timeoutInSeconds: 0.05 }
        tasks:
          - { name: first, category: function, resourceName: "function://add", input: { n: 1 }, next: hold }
          - { name: hold, category: function, resourceName: "function://ask", pattern: task_async }
        """;

    public static IReadOnlyList<string> All { get; } = [Chain, Loop, Ask, AskEach, Late, Outer, Holder, Fail, Held, Flaky, Gate, Charge, Limit];
}
