// Compiles components in the page, as Angular does without its build tool.
import '@angular/compiler';
import { Component, provideZonelessChangeDetection, signal, ViewChild } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import {
  injectStripe,
  provideNgxStripe,
  StripeCardComponent,
  StripeElementsDirective,
  StripePaymentElementComponent,
} from 'ngx-stripe';
import { order, pay } from './pay.js';

class App {
  kind = order.kind;
  options = order.kind === 'card' ? {} : { clientSecret: order.clientSecret };
  stripe = injectStripe(order.key);
  open = signal(true);
  result = signal('');

  toggle() {
    this.open.set(!this.open());
  }

  async submit() {
    const { elements } = this.payment ?? {};
    this.result.set(await pay(this.stripe.getInstance(), { elements, card: this.card?.element }));
  }
}

// The decorators are called as functions: a browser has none.
ViewChild(StripePaymentElementComponent)(App.prototype, 'payment');
ViewChild(StripeCardComponent)(App.prototype, 'card');
Component({
  selector: 'shop-root',
  imports: [StripeCardComponent, StripeElementsDirective, StripePaymentElementComponent],
  template: `
    <button (click)="toggle()">Toggle</button>
    @if (open()) {
      <div id="place">
        <ngx-stripe-elements [stripe]="stripe" [elementsOptions]="options">
          @if (kind === 'card') { <ngx-stripe-card /> } @else { <ngx-stripe-payment /> }
        </ngx-stripe-elements>
      </div>
      <button (click)="submit()">Pay</button>
      <p id="result">{{ result() }}</p>
    }`,
})(App);

document.getElementById('root').append(document.createElement('shop-root'));
bootstrapApplication(App, { providers: [provideZonelessChangeDetection(), provideNgxStripe(order.key)] });
