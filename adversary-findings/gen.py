def a():
    L=["scenario a lost tail request is noticed although the round trip is longer than a heartbeat interval",
    "nodes n1 n2 n3","elect n1","run 300ms","cut n3","propose a".replace("propose","propose n1"),
    "settle n1","drop n1->n2 AppendRequest all","expect n2 last=1",
    "tick 100ms n1","drop n1->n3 all","deliver n1->n2 AppendRequest"]
    for i in range(3):
        L+=["tick 100ms n1","deliver n2->n1 AppendResponse","deliver n1->n2 AppendRequest"]
    L+=["settle n1 n2","expect n1 role=leader","expect n2 last=2","expect n1 commit=2"]
    open("f1-lost-tail-long-rtt.scenario","w").write("\n".join(L)+"\n")
a()
