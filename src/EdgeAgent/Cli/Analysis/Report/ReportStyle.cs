namespace EdgeAgent.Cli.Analysis.Report;

/// <summary>How a report looks: by day and by night, on a phone and on paper. Without a character that XML would escape.</summary>
internal static class ReportStyle
{
    public const string Css =
        """

        :root { color-scheme: light dark; --paper: #f6f7f9; --card: #fff; --ink: #181c24; --faint: #606876; --rule: #d5d9e0; --alarm: #d01e2d; }
        @media (prefers-color-scheme: dark) { :root { --paper: #14171c; --card: #1e232b; --ink: #e8ebf0; --faint: #9aa3b2; --rule: #38404d; --alarm: #ff5a66; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 1280px; padding: 16px; background: var(--paper); color: var(--ink); font: 15px/1.45 system-ui, "Noto Sans KR", sans-serif; }
        h1 { font-size: 1.5em; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.15em; margin: 1.6em 0 0.6em; }
        h3 { font-size: 1em; margin: 0; }
        p { margin: 0.2em 0; overflow-wrap: anywhere; }
        header p, .faint, .note, figcaption { color: var(--faint); }
        a { color: inherit; }
        .timeline { background: var(--card); border: 1px solid var(--rule); padding: 8px 12px; max-height: 70vh; overflow-y: auto; }
        .cards { display: grid; gap: 12px; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); }
        .card { background: var(--card); border: 1px solid var(--rule); padding: 10px; break-inside: avoid; }
        .card:target { outline: 3px solid var(--alarm); }
        .track { display: flex; gap: 12px; }
        .track figure { flex: 0 0 96px; margin: 0; text-align: center; font-size: 0.85em; }
        .track img { max-width: 96px; max-height: 200px; }
        .none { color: var(--faint); border: 1px dashed var(--rule); padding-top: 60px; height: 140px; }
        .event { border-top: 3px solid var(--alarm); }
        .event figure { margin: 0 0 8px; display: flex; gap: 6px; align-items: flex-start; }
        .event img { max-width: 100%; min-width: 0; }
        .event img + img { max-width: 22%; }
        .event h3 { color: var(--alarm); }
        dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 10px; margin: 6px 0 0; font-size: 0.93em; }
        dt { color: var(--faint); }
        dd { margin: 0; }
        dd span + span { margin-right: 6px; }
        .swatch { display: inline-block; width: 1.1em; height: 1.1em; margin: 0 5px 0 0; vertical-align: -0.2em; border: 1px solid var(--faint); }
        .swatch.unknown { background: repeating-linear-gradient(45deg, var(--faint) 0 2px, transparent 2px 6px); }
        .black { background: #16181c; fill: #16181c; } .white { background: #fff; fill: #fff; } .gray { background: #8e9299; fill: #8e9299; }
        .red { background: #d32030; fill: #d32030; } .orange { background: #f07d1a; fill: #f07d1a; } .yellow { background: #f2d21f; fill: #f2d21f; }
        .green { background: #2f9a47; fill: #2f9a47; } .blue { background: #2458c5; fill: #2458c5; } .purple { background: #7d3fae; fill: #7d3fae; }
        .pink { background: #f090b8; fill: #f090b8; } .brown { background: #7a4b2a; fill: #7a4b2a; } .beige { background: #dcc9a3; fill: #dcc9a3; }
        rect.unknown { fill: url(#hatch); } .hatch { fill: var(--faint); } .outline { fill: none; stroke: var(--faint); }
        line.tick { stroke: var(--rule); } line.event { stroke: var(--alarm); opacity: 0.45; } circle.event { fill: var(--alarm); }
        text { fill: var(--faint); font-size: 12px; } text.bar { fill: #fff; stroke: #000; stroke-width: 3px; paint-order: stroke; font-size: 11px; }
        @media print { body { max-width: none; padding: 0; background: none; } .timeline { max-height: none; overflow: visible; } * { print-color-adjust: exact; } }

        """;
}
